import { history, streets } from '../testing/sample-city.js';
import { dataDictionary } from './data-dictionary.js';
import { Registry } from './registry.js';

it('describes every dataset for people', () => {
  const note = { type: 'text' as const, description: { de: 'Notiz | frei', en: 'Note | free text' } };
  const registry = new Registry([streets, { ...history, columns: { ...history.columns, note } }], {
    publisher: 'Stadt Ahlen',
  });
  const [, street, log] = dataDictionary(registry).split('<a id=');
  expect(street!.split('\n')).toEqual(
    expect.arrayContaining([
      '## streets (streets)',
      '- Id: `streets`',
      '- Licence: [Datenlizenz Deutschland – Zero – Version 2.0](https://www.govdata.de/dl-de/zero-2-0) (`dl-zero-de/2.0`)',
      '- Downloads: CSV `/datasets/streets.csv`, GeoJSON `/datasets/streets.geojson`',
      '- Tile layer: `streets`, TileJSON `/tiles/streets.json`, up to zoom 16',
      '  - from zoom 10: `id`, `class`',
      '| `name` | text |  | text | text |',
    ]),
  );
  expect(log).toContain('| `note` | text |  | Note \\| free text | Notiz \\| frei |');
  expect(log).not.toContain('Tile layer');
});
