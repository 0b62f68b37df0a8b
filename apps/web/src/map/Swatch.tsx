import { useId } from 'react';
import type { Swatch } from './layers/group.js';
import { FILLED, PATTERNS, SYMBOLS } from './symbols.js';

/** A colour key, drawn with the same shapes, dashes and hatchings as the map. Always beside its text. */
export function SwatchIcon({ swatch, size = 22 }: { swatch: Swatch; size?: number }) {
  const id = useId();
  if (swatch.shape === 'symbol') {
    return (
      <svg className="swatch" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
        <path d={SYMBOLS[swatch.symbol]} fill={swatch.colour} fillRule="evenodd" />
      </svg>
    );
  }
  const dash = swatch.dash?.map((part) => part * 2.5).join(' ');
  if (swatch.shape === 'line') {
    return (
      <svg className="swatch" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
        <path d="M0 12h24" stroke={swatch.colour} strokeWidth={swatch.width ?? 3.5} strokeDasharray={dash} />
      </svg>
    );
  }
  const isFilled = swatch.pattern && FILLED.includes(swatch.pattern);
  return (
    <svg className="swatch" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      {swatch.pattern && (
        <pattern id={id} width="16" height="16" patternUnits="userSpaceOnUse" patternTransform="scale(.7)">
          <path
            d={PATTERNS[swatch.pattern]}
            stroke={isFilled ? 'none' : swatch.colour}
            fill={isFilled ? swatch.colour : 'none'}
            strokeWidth="2"
          />
        </pattern>
      )}
      <rect x="2" y="4" width="20" height="16" fill={swatch.colour} fillOpacity="0.15" />
      {swatch.pattern && <rect x="2" y="4" width="20" height="16" fill={`url(#${id})`} />}
      <rect
        x="2"
        y="4"
        width="20"
        height="16"
        fill="none"
        stroke={swatch.colour}
        strokeWidth="2"
        strokeDasharray={dash}
      />
    </svg>
  );
}
