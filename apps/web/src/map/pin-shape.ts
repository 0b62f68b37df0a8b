/** What marks an address, in a box of 34 x 44, whose lower edge has the place in its middle. */
export const PIN = { width: 34, height: 44, colour: '#b3006b', edge: '#fff' };
export const PIN_PATH = 'M17 43C27 31 32 23.5 32 16.5A15 15 0 0 0 2 16.5C2 23.5 7 31 17 43z';
export const PIN_EYE = { cx: 17, cy: 16.5, r: 5.5 };

/** On a picture of the map. @param ratio pixels of the picture to one of the page, in which the place is given */
export function drawPin(context: CanvasRenderingContext2D, place: { x: number; y: number }, ratio: number): void {
  context.save();
  context.scale(ratio, ratio);
  context.translate(place.x - PIN.width / 2, place.y - PIN.height);
  const shape = new Path2D(PIN_PATH);
  context.fillStyle = PIN.colour;
  context.fill(shape);
  context.strokeStyle = context.fillStyle = PIN.edge;
  context.lineWidth = 2;
  context.stroke(shape);
  context.beginPath();
  context.arc(PIN_EYE.cx, PIN_EYE.cy, PIN_EYE.r, 0, 2 * Math.PI);
  context.fill();
  context.restore();
}
