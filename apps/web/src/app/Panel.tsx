import { useState } from 'react';
import { AddressCard } from '../address/AddressCard.js';
import { Start } from '../districts/Start.js';
import { useText } from '../i18n/text.js';
import { ProjectCard } from '../rollout/ProjectCard.js';
import { SensorCard } from '../sensors/SensorCard.js';
import type { Selection } from './location.js';

const CARDS = { address: AddressCard, project: ProjectCard, sensor: SensorCard };

/** The answer beside the map; on a phone a sheet at its bottom, opened and closed by a button. */
export function Panel({ selection }: { selection: Selection | null }) {
  const { t } = useText();
  const subject = selection ? `${selection.kind} ${selection.id}` : 'start';
  const [collapsed, setCollapsed] = useState<string | null>(null);
  const open = collapsed !== subject;
  const Card = selection && CARDS[selection.kind];
  return (
    <main className="panel" id="answer" tabIndex={-1} data-open={open}>
      <button
        type="button"
        className="sheet-toggle"
        aria-expanded={open}
        onClick={() => setCollapsed(open ? subject : null)}
      >
        <span className="kern-sr-only">{open ? t.map.sheetClose : t.map.sheetOpen}</span>
      </button>
      <div className="panel-content">{Card ? <Card key={subject} id={selection.id} /> : <Start />}</div>
    </main>
  );
}
