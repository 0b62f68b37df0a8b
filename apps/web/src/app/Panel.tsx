import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { AddressCard } from '../address/AddressCard.js';
import { Start } from '../districts/Start.js';
import { useText } from '../i18n/text.js';
import { wantMap } from '../map/start.js';
import { announce } from './announcer.js';
import { useView, type Selection } from './location.js';
import { part } from './part.js';
import { LEVELS, MAP_WANTED, step, type SheetLevel } from './sheet.js';
import { useSheetMode } from './theme.js';
import { useSheet } from './useSheet.js';

// Most come for an address; the others come with a click on the map, which is there by then.
const CARDS = {
  address: AddressCard,
  street: part(() => import('../streets/StreetCard.js').then((room) => room.StreetCard)),
  project: part(() => import('../rollout/ProjectCard.js').then((room) => room.ProjectCard)),
  sensor: part(() => import('../sensors/SensorCard.js').then((room) => room.SensorCard)),
};

/** Whatever is answered, the way to what there is without the map. */
function Pages() {
  const { t, lang } = useText();
  return (
    <nav className="pages" aria-label={t.shell.withoutMap}>
      <ul>
        {Object.entries(t.shell.pages).map(([path, text]) => (
          <li key={path}>
            <a className="kern-link" href={path === '/graphql' ? path : `${path}?lang=${lang}`}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The answer beside the map; on a phone a sheet at its bottom, as high as its handle or its buttons make it. */
export function Panel({ selection }: { selection: Selection | null }) {
  const { t } = useText();
  const subject = selection ? `${selection.kind} ${selection.id}` : 'start';
  const isSheet = useSheetMode();
  // Charts of a station want all the room.
  const station = useView().station !== null;
  const worth: SheetLevel = station ? 'full' : 'half';
  const content = station ? `${subject} station` : subject;
  const [rest, setRest] = useState<{ content: string; level: SheetLevel }>({ content, level: worth });
  // A new answer is worth being seen, even where the sheet was put away.
  const level = rest.content === content || rest.level === 'full' ? rest.level : worth;
  const setLevel = (next: SheetLevel) => setRest({ content, level: next });
  useEffect(() => {
    const lower = () => setRest({ content, level: 'peek' });
    window.addEventListener(MAP_WANTED, lower);
    return () => window.removeEventListener(MAP_WANTED, lower);
  }, [content]);
  // Who makes it low looks at the map.
  useEffect(() => {
    if (level === 'peek') wantMap();
  }, [level]);
  const panel = useRef<HTMLElement>(null);
  const inside = useRef<HTMLDivElement>(null);
  // An answer is read from its beginning, wherever the one before was left. On a phone it is the content that scrolls.
  useLayoutEffect(() => {
    for (const part of [panel, inside]) part.current?.scrollTo(0, 0);
  }, [subject]);
  const { dragging, handle } = useSheet(panel, isSheet, level, setLevel);
  const move = (by: 1 | -1) => {
    const next = step(level, by);
    setLevel(next);
    announce(t.shell.sheet.state[next]);
  };
  const [{ now, before }, setShown] = useState({ now: selection, before: selection });
  if (now !== selection) setShown({ now: selection, before: now });
  const card = (shown: Selection | null, still?: ReactNode) => {
    const Card = shown && CARDS[shown.kind];
    return Card ? <Card key={`${shown.kind} ${shown.id}`} id={shown.id} still={still} /> : <Start />;
  };
  return (
    <main className="panel" id="answer" tabIndex={-1} ref={panel} data-level={level} data-dragging={dragging}>
      <div className="sheet-handle" role="group" aria-label={t.shell.sheet.label} {...handle}>
        {([-1, 1] as const).map((by) => (
          <button
            key={by}
            type="button"
            className={by > 0 ? 'sheet-button sheet-button--up' : 'sheet-button'}
            // It keeps the focus at its end, as a disabled button would not.
            aria-disabled={level === LEVELS.at(by > 0 ? -1 : 0)}
            onClick={() => move(by)}
          >
            <span className="kern-sr-only">{by > 0 ? t.shell.sheet.higher : t.shell.sheet.lower}</span>
          </button>
        ))}
      </div>
      <div
        className="panel-content"
        ref={inside}
        // What has the focus must be seen.
        onFocus={() => level === 'peek' && setLevel('half')}
      >
        {/* Of the page, as long as no card has one. */}
        {selection && <h1 className="kern-sr-only no-card">{t.shell.sheet.label}</h1>}
        {/* Where the next card cannot be had, the answer before it stays. */}
        {card(selection, before?.kind === 'address' && card(before))}
        <Pages />
      </div>
    </main>
  );
}
