import type { StyleSpecification } from 'maplibre-gl';
import { prefixed } from './basemap.js';
import { boundsOf } from './bounds.js';
import { parseImage, patternImage, pillImage, symbolImage } from './symbols.js';

describe('A foreign basemap', () => {
  const style = {
    version: 8,
    glyphs: '../fonts/{fontstack}/{range}.pbf',
    sprite: 'sprite',
    sources: {
      streets: { type: 'vector', tiles: ['tiles/{z}/{x}/{y}.pbf'] },
      relief: { type: 'raster', url: 'https://elsewhere.example/r.json' },
    },
    layers: [
      { id: 'ground', type: 'background' },
      { id: 'street-names', type: 'line', source: 'streets', 'source-layer': 'roads' },
    ],
  } as unknown as StyleSpecification;
  const moved = prefixed(style, 'https://basemap.example/styles/grey/style.json');

  it('cannot collide with our sources and layers', () => {
    expect(Object.keys(moved.sources)).toEqual(['basemap:streets', 'basemap:relief']);
    expect(moved.layers).toEqual([
      { id: 'basemap:ground', type: 'background' },
      { id: 'basemap:street-names', type: 'line', source: 'basemap:streets', 'source-layer': 'roads' },
    ]);
  });

  it('keeps its own addresses, with their placeholders', () => {
    expect(moved.glyphs).toBe('https://basemap.example/styles/fonts/{fontstack}/{range}.pbf');
    expect(moved.sprite).toBe('https://basemap.example/styles/grey/sprite');
    expect(moved.sources['basemap:streets']).toMatchObject({
      tiles: ['https://basemap.example/styles/grey/tiles/{z}/{x}/{y}.pbf'],
    });
    expect(moved.sources['basemap:relief']).toMatchObject({ url: 'https://elsewhere.example/r.json' });
  });
});

describe('The name of a map image', () => {
  it('says all that is needed to draw it', () => {
    expect(parseImage(symbolImage('half', '#111111', '#ffffff'))).toEqual({
      kind: 'symbol',
      symbol: 'half',
      fill: '#111111',
      edge: '#ffffff',
    });
    expect(parseImage(patternImage('dots', '#222222'))).toEqual({ kind: 'pattern', pattern: 'dots', fill: '#222222' });
    expect(parseImage(pillImage('#333333', '#444444'))).toEqual({ kind: 'pill', fill: '#333333', edge: '#444444' });
  });

  it('leaves the images of a basemap alone', () => {
    expect(parseImage('motorway_3')).toBeUndefined();
    expect(parseImage('symbol/unknown-shape/#000000/')).toBeUndefined();
  });
});

describe('The box around a geometry', () => {
  it('holds all parts of it', () => {
    const square = (x: number) => [
      [
        [x, 1],
        [x + 1, 1],
        [x + 1, 2],
        [x, 1],
      ],
    ];
    expect(boundsOf({ type: 'MultiPolygon', coordinates: [square(7), square(3)] })).toEqual([3, 1, 8, 2]);
    expect(boundsOf({ type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [5, 6] }] })).toEqual([
      5, 6, 5, 6,
    ]);
  });

  it('is nothing for nothing', () => {
    expect(boundsOf({ type: 'MultiPolygon', coordinates: [] })).toBeUndefined();
  });
});
