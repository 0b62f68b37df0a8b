import { useTheme } from '../../app/theme.js';
import { useText } from '../../i18n/text.js';
import type { Drawn } from './History.js';
import { bandColour, LINES } from './lines.js';
import type { Aligned } from './series.js';

interface KeyProps {
  drawn: Drawn[];
  aligned: Aligned;
  /** What the pointer is at. */
  index: number | null;
  unit: string | null;
}

/** Which line is whose, with its value at the pointer. */
export function Key({ drawn, aligned, index, unit }: KeyProps) {
  const { format } = useText();
  const theme = useTheme();
  const valueAt = (i: number) => {
    const value = index === null ? undefined : aligned.series[i]?.mean[index];
    return typeof value === 'number' ? format.quantity(value, unit) : '';
  };
  return (
    <ul className="key">
      {drawn.map(({ id, name }, i) => {
        const line = LINES[i]!;
        return (
          <li key={id}>
            <svg width="40" height="16" viewBox="0 0 40 16" aria-hidden="true">
              <rect width="40" height="16" fill={bandColour(line, theme)} />
              <path d="M0 8h40" stroke={line[theme]} strokeWidth="2.5" strokeDasharray={line.dash.join(' ')} />
            </svg>
            <span>{name}</span>
            <strong>{valueAt(i)}</strong>
          </li>
        );
      })}
    </ul>
  );
}
