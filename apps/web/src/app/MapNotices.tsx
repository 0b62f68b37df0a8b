import type { MapChoice } from '../map/choice.js';
import { FilterNotice } from '../map/FilterNotice.js';
import { LinkNotice } from './LinkNotice.js';

/** What has to be said about all that the map shows. */
export default function MapNotices({ choice }: { choice: MapChoice }) {
  return (
    <div className="map-notice" role="status">
      <LinkNotice />
      <FilterNotice choice={choice} />
    </div>
  );
}
