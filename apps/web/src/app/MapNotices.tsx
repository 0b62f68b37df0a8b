import type { MapChoice } from '../map/choice.js';
import { FilterNotice } from '../map/FilterNotice.js';
import { TimeNotice } from '../map/time/TimeNotice.js';
import { LinkNotice } from './LinkNotice.js';

/** What has to be said about all that the map shows. */
export default function MapNotices({ choice }: { choice: MapChoice }) {
  return (
    <div className="map-notice" role="status">
      <LinkNotice />
      <TimeNotice />
      <FilterNotice choice={choice} />
    </div>
  );
}
