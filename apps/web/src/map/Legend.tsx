import { Fragment, useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { go, useView } from '../app/location.js';
import { useTheme, useWide } from '../app/theme.js';
import type { MobileTechnology } from '../generated/graphql.js';
import { useText } from '../i18n/text.js';
import { LiveBadge, PauseButton } from '../sensors/LiveBadge.js';
import type { Operator } from './CityMap.js';
import { SWITCHES, withGroup, type GroupId, type MapChoice } from './choice.js';
import { Filters } from './Filters.js';
import { useCurrentMap } from './handle.js';
import { partsOf } from './keys.js';
import { MOBILE_ORDER } from './layers/mobile.js';
import { LEGEND_WORDS } from './legend-words.js';
import { scaleAt, STREETS_FROM, type Scale } from './scale.js';
import { wantMap } from './start.js';
import { sidesOf } from './time/sides.js';
import { SwatchIcon } from './Swatch.js';
import { cityToday, useTimeTexts } from './time/words.js';

interface LegendProps {
  choice: MapChoice;
  operators: Operator[];
}

/** The legend is the layer switch: what is ticked is drawn, and what is drawn is explained. */
export default function Legend({ choice, operators }: LegendProps) {
  const { t, lang } = useText();
  const wide = useWide();
  const [toggled, setToggled] = useState(false);
  const open = wide !== toggled;
  const button = useRef<HTMLButtonElement>(null);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = section.current;
    if (!element || wide || !open) return;
    const close = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setToggled(false);
      button.current?.focus();
    };
    element.addEventListener('keydown', close);
    return () => element.removeEventListener('keydown', close);
  }, [wide, open]);
  return (
    <section className="legend" aria-label={t.map.legend} ref={section}>
      <button
        type="button"
        className="legend-toggle"
        ref={button}
        aria-expanded={open}
        aria-controls="legend-groups"
        onClick={() => {
          setToggled(!toggled);
          // Whoever opens it on a phone wants to see what its switches do, and not the answer.
          if (!open) wantMap();
        }}
      >
        <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
          <path
            d="M12 3l9 5l-9 5l-9-5zM3 12.5l9 5l9-5M3 17l9 5l9-5"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.8"
            strokeLinejoin="round"
          />
        </svg>
        {t.map.legend}
      </button>
      <div id="legend-groups" className="legend-groups" hidden={!open}>
        {SWITCHES.map(({ group, within }) => (
          <Group key={group} group={group} within={within} choice={choice}>
            {group === 'fixed' && <FixedOptions choice={choice} />}
            {group === 'mobile' && <MobileOptions choice={choice} operators={operators} />}
            {group === 'city' && <p className="muted small">{t.shell.placesNear}</p>}
            {group === 'sensors' && (
              <>
                <p className="muted small">
                  <LiveBadge /> {LEGEND_WORDS[lang].sensorsHint}
                </p>
                <PauseButton />
              </>
            )}
          </Group>
        ))}
      </div>
    </section>
  );
}

interface GroupProps {
  group: GroupId;
  /** Switches of their own under its heading. */
  within: GroupId[];
  choice: MapChoice;
  children: ReactNode;
}

function Switch({ group, choice }: { group: GroupId; choice: MapChoice }) {
  const { t } = useText();
  return (
    <div className="kern-form-check">
      <input
        className="kern-form-check__checkbox"
        id={`layer-${group}`}
        type="checkbox"
        checked={choice.groups.includes(group)}
        onChange={(event) => go({ choice: withGroup(choice, group, event.target.checked) })}
      />
      <label className="kern-label" htmlFor={`layer-${group}`}>
        {t.group[group]}
      </label>
    </div>
  );
}

function Group({ group, within, choice, children }: GroupProps) {
  const { t } = useText();
  const on = choice.groups.includes(group);
  return (
    <fieldset className="legend-group">
      <legend className="kern-sr-only">{t.group[group]}</legend>
      <Switch group={group} choice={choice} />
      {on && (
        <div className="legend-body">
          {children}
          <Keys group={group} choice={choice} />
          {group === 'fixed' && <Filters choice={choice} />}
        </div>
      )}
      {within.map((inner) => (
        <div className="legend-within" key={inner}>
          <Switch group={inner} choice={choice} />
          {choice.groups.includes(inner) && (
            <div className="legend-body">
              <Keys group={inner} choice={choice} />
            </div>
          )}
        </div>
      ))}
    </fieldset>
  );
}

/** That of the map as it is; before there is one, as it will open. */
function useScale(choice: MapChoice): Scale {
  const map = useCurrentMap();
  const { position, time } = useView();
  const { left } = sidesOf(time, choice, cityToday());
  return useSyncExternalStore(
    (listener) => {
      map?.on('zoom', listener);
      return () => void map?.off('zoom', listener);
    },
    () => scaleAt(map?.getZoom() ?? position?.zoom ?? STREETS_FROM, left),
  );
}

function Keys({ group, choice }: { group: GroupId; choice: MapChoice }) {
  const text = useText();
  const theme = useTheme();
  const { time } = useView();
  const texts = useTimeTexts();
  const scale = useScale(choice);
  const parts = partsOf(group, { choice, time, scale, theme }, text, texts);
  return (
    <>
      {parts.map(({ heading, keys }) => (
        <Fragment key={heading ?? ''}>
          {heading && <p className="keys-side">{heading}</p>}
          <ul className="keys">
            {keys.map(({ text, swatch }) => (
              <li key={text}>
                <SwatchIcon swatch={swatch} size={18} />
                {text}
              </li>
            ))}
          </ul>
        </Fragment>
      ))}
      {group === 'fixed' && scale !== 'addresses' && <p className="muted small">{LEGEND_WORDS[text.lang].nearer}</p>}
    </>
  );
}

function FixedOptions({ choice }: { choice: MapChoice }) {
  const { lang } = useText();
  return (
    <div className="radios" role="radiogroup" aria-label={LEGEND_WORDS[lang].colouring}>
      {(['status', 'technology'] as const).map((colouring) => (
        <label key={colouring}>
          <input
            type="radio"
            name="colouring"
            checked={choice.colouring === colouring}
            onChange={() => go({ choice: { ...choice, colouring } })}
          />
          {LEGEND_WORDS[lang][colouring]}
        </label>
      ))}
    </div>
  );
}

function MobileOptions({ choice, operators }: LegendProps) {
  const { t, lang } = useText();
  const { operator } = choice;
  const isNamed = operator === null || operators.some(({ id }) => id === operator);
  return (
    <div className="selects">
      <label>
        {t.legend.operator}
        <select
          value={operator ?? ''}
          onChange={(event) => go({ choice: { ...choice, operator: event.target.value || null } })}
        >
          <option value="">{LEGEND_WORDS[lang].allOperators}</option>
          {!isNamed && <option value={operator}>{LEGEND_WORDS[lang].chosenOperator}</option>}
          {operators.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {LEGEND_WORDS[lang].generation}
        <select
          value={choice.mobile ?? ''}
          onChange={(event) =>
            go({ choice: { ...choice, mobile: (event.target.value || null) as MobileTechnology | null } })
          }
        >
          <option value="">{LEGEND_WORDS[lang].allGenerations}</option>
          {MOBILE_ORDER.map((technology) => (
            <option key={technology} value={technology}>
              {t.mobile[technology]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
