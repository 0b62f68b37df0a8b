import { columnsFiltered, tileColumns, type DatasetDefinition, type TileBand } from '../definition.js';
import { MAX_TILE_ZOOM } from '../tiles/grid.js';
import { downloadsOf } from './catalogue.js';
import { LICENCES } from './licences.js';
import type { Registry } from './registry.js';

/** Renders `docs/generated/datasets.md`: Markdown in English, with the German texts beside it. */
export function dataDictionary(registry: Registry): string {
  const contents = registry.all.map(({ id, title }) => `- [${title.en}](#${id}) (${title.de})`);
  return [
    '# Datasets',
    'Generated from the dataset definitions. The catalogue with the state of the data is at `/datasets.json`.',
    contents.join('\n'),
    ...registry.all.map(section),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(definition: DatasetDefinition): string {
  const { id, title, description, theme, updateRhythm } = definition;
  const licence = LICENCES[definition.licence];
  return [
    `<a id="${id}"></a>\n\n## ${title.en} (${title.de})`,
    `${description.en}\n\n_${description.de}_`,
    [
      `- Id: \`${id}\``,
      `- Licence: [${licence.name}](${licence.url}) (\`${definition.licence}\`)`,
      `- Theme: [${theme}](http://publications.europa.eu/resource/authority/data-theme/${theme})`,
      `- Update rhythm: [${updateRhythm}](http://publications.europa.eu/resource/authority/frequency/${updateRhythm})`,
      `- Downloads: ${downloadsOf(definition)
        .map(({ format, path }) => `${format} \`${path}\``)
        .join(', ')}`,
      ...dayLines(definition),
      ...mapLines(definition),
    ].join('\n'),
    columnTable(definition),
  ].join('\n\n');
}

/** What files of another day have is in no table of columns: today has it not. */
function dayLines({ onDay }: DatasetDefinition): string[] {
  if (!onDay) return [];
  const more = Object.entries(onDay.more ?? {}).map(
    ([name, { type, description }]) => `  - \`${name}\` (${type}): ${description.en}`,
  );
  return [`- Another day: files take \`?day=YYYY-MM-DD\`${more.length ? ', and have one column more' : ''}`, ...more];
}

function mapLines({ id, geometry }: DatasetDefinition): string[] {
  if (!geometry) return [];
  const lines = [
    `- Geometry: ${geometry.type}, WGS 84 (EPSG:4326); the column \`geom\` of the CSV file holds it as WKT`,
  ];
  if (!geometry.tiles) return lines;
  const zooms = geometry.tiles.map((band) => {
    return `  - from zoom ${band.fromZoom}: ${codes(tileColumns(band))}${band.view ? ' (generalised)' : ''}${filteredText(band)}`;
  });
  return [...lines, `- Tile layer: \`${id}\`, TileJSON \`/tiles/${id}.json\`, up to zoom ${MAX_TILE_ZOOM}`, ...zooms];
}

const filteredText = ({ filtered }: TileBand) =>
  filtered ? `; with a filter \`id\`, ${codes(columnsFiltered(filtered))}` : '';

const codes = (names: string[]) => names.map((name) => `\`${name}\``).join(', ');

function columnTable({ columns }: DatasetDefinition): string {
  const rows = Object.entries(columns).map(
    ([name, { type, unit, description }]) =>
      `| \`${name}\` | ${type} | ${unit ? cell(unit) : ''} | ${cell(description.en)} | ${cell(description.de)} |`,
  );
  return ['| Column | Type | Unit | Meaning | Bedeutung |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
