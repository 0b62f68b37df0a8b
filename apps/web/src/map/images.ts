import type { Map as MapLibreMap, StyleImageMetadata } from 'maplibre-gl';
import { FILLED, PATTERNS, SYMBOLS, parseImage, type MapImage } from './symbols.js';

const RATIO = 2;

function drawing(size: number, scale: number, draw: (context: CanvasRenderingContext2D) => void): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size * RATIO;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser draws no 2D canvas.');
  context.scale(RATIO * scale, RATIO * scale);
  draw(context);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

function draw(image: MapImage): [ImageData, Partial<StyleImageMetadata>] {
  const options = { pixelRatio: RATIO };
  if (image.kind === 'symbol') {
    const path = new Path2D(SYMBOLS[image.symbol]);
    const pixels = drawing(18, 18 / 24, (context) => {
      if (image.edge) {
        context.strokeStyle = image.edge;
        context.lineWidth = 3.5;
        context.lineJoin = 'round';
        context.stroke(path);
      }
      context.fillStyle = image.fill;
      context.fill(path, 'evenodd');
    });
    return [pixels, options];
  }
  if (image.kind === 'pattern') {
    const path = new Path2D(PATTERNS[image.pattern]);
    const pixels = drawing(16, 1, (context) => {
      context.strokeStyle = context.fillStyle = image.fill;
      context.lineWidth = 1.5;
      if (FILLED.includes(image.pattern)) context.fill(path);
      else context.stroke(path);
    });
    return [pixels, options];
  }
  // A rounded plate that stretches to its text.
  const pixels = drawing(24, 1, (context) => {
    context.beginPath();
    context.roundRect(1, 1, 22, 22, 11);
    context.fillStyle = image.fill;
    context.fill();
    context.strokeStyle = image.edge;
    context.lineWidth = 1.5;
    context.stroke();
  });
  return [pixels, { ...options, stretchX: [[22, 26]], stretchY: [[22, 26]], content: [14, 6, 34, 42] }];
}

/** Draws every image of our own the first time the map needs it. */
export function provideImages(map: MapLibreMap): void {
  map.setMissingStyleImageResolver(async (id) => {
    const image = parseImage(id);
    if (image && !map.hasImage(id)) map.addImage(id, ...draw(image));
  });
}
