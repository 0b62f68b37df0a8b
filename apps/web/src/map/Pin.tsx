import { PIN, PIN_EYE, PIN_PATH } from './pin-shape.js';

export const Pin = () => (
  <svg width={PIN.width} height={PIN.height} aria-hidden="true">
    <path d={PIN_PATH} fill={PIN.colour} stroke={PIN.edge} strokeWidth="2" />
    <circle {...PIN_EYE} fill={PIN.edge} />
  </svg>
);
