import { jest } from '@jest/globals';
import { de } from '../i18n/de.js';
import { formatFor } from '../i18n/format.js';
import { DEFAULT_CHOICE } from '../map/choice.js';
import { filterParameters } from '../map/filter-parameters.js';
import { NO_FILTER } from '../map/filters.js';
import type { TimeView } from '../map/time/view.js';
import { boxAround } from './area.js';
import { dayOfList } from './day.js';
import { fileUrl } from './file-url.js';
import type { CellContext, Column } from './layer.js';
import { fixed, variablesOf } from './layers/fixed.js';
import { mobile } from './layers/mobile.js';
import { network } from './layers/network.js';
import { rollout } from './layers/rollout.js';
import { sensors } from './layers/sensors.js';
import { firstList } from './list-id.js';
import { sortedBy, sortRows } from './sort.js';
import { LIST_WORDS } from './words.js';

const filter = { technology: 'FTTH', speed: 250, provider: 'Netz & Co', use: 'residential', level: 'passed' } as const;

describe('The list of a layer', () => {
  it('asks for the same addresses as the filter of the map shows', () => {
    expect(variablesOf(NO_FILTER)).toEqual({});
    expect(variablesOf(filter)).toEqual({
      technology: ['FTTH'],
      speed: 250,
      provider: 'Netz & Co',
      uses: ['RESIDENTIAL', 'MIXED'],
      status: ['PASSED'],
    });
    expect(variablesOf({ ...NO_FILTER, use: 'public', level: 'unknown' })).toEqual({ uses: ['PUBLIC'], known: false });
  });

  it('of a network reads the files that it offers, page by page, spans before nodes, with what is not known as such', async () => {
    const spans = Array.from({ length: 58 }, (_, i) => ({
      properties: { id: `n/${i}`, name: null, network: 'Ring', status: i ? 'planned' : null, provider: null },
    }));
    const nodes = ['Amt', null].map((name, i) => ({
      geometry: { type: 'Point', coordinates: [7.8, 51.7] },
      properties: { id: `n/${i}`, name, network: 'Ring', status: 'operational', provider: null },
    }));
    const asked: string[] = [];
    jest.spyOn(globalThis, 'fetch').mockImplementation(async (url) => {
      asked.push(String(url));
      return Response.json({ features: String(url).includes('nodes') ? nodes : spans });
    });
    const area = { west: 7.8, south: 51.7, east: 7.9, north: 51.8 };
    const shown = { area, choice: DEFAULT_CHOICE, day: null };
    const signal = new AbortController().signal;
    const first = await network.page(shown, null, signal);
    const rest = await network.page(shown, first.pageInfo.endCursor, signal);
    expect(asked.slice(0, 2)).toEqual(
      ['spans', 'nodes'].map((part) => `/datasets/fibre-${part}.geojson?bbox=7.8,51.7,7.9,51.8`),
    );
    expect(new Set([...first.nodes, ...rest.nodes].map(({ id }) => id)).size).toBe(60);
    expect([first.totalCount, first.nodes.length, rest.nodes.length, rest.pageInfo.hasNextPage]).toEqual([
      60,
      50,
      10,
      false,
    ]);
    const context = { t: de, words: LIST_WORDS.de } as CellContext;
    const column = (name: string) => network.columns.find(({ id }) => id === name)!;
    const stage = column('status');
    const told = (row: (typeof rest.nodes)[number]) =>
      ['cable', 'networkPart', 'fibres'].map((name) => column(name).cell(row, context));
    expect([rest.nodes[7]!, ...rest.nodes.slice(-2)].map(told)).toEqual([
      ['n/57', 'Strecke', 'nicht bekannt'],
      ['Amt', 'Knoten', '–'],
      ['n/1', 'Knoten', '–'],
    ]);
    expect(network.place!(rest.nodes.at(-1)!)).toEqual({ longitude: 7.8, latitude: 51.7 });
    expect([first.nodes[0]!, first.nodes[1]!].map((row) => stage.cell(row, context))).toEqual([
      'nicht bekannt',
      de.stage.building,
    ]);
    jest.restoreAllMocks();
  });

  it('of sensors has a file of their values, too, and that of a network one of its nodes', () => {
    const area = { west: 7.8, south: 51.7, east: 7.9, north: 51.8 };
    const second = ({ secondFile }: Pick<typeof sensors, 'secondFile'>) =>
      fileUrl(secondFile!, 'csv', { area, choice: DEFAULT_CHOICE, day: null });
    expect([second(sensors), second(network)]).toEqual([
      '/datasets/latest-observations.csv?bbox=7.8,51.7,7.9,51.8',
      '/datasets/fibre-nodes.csv?bbox=7.8,51.7,7.9,51.8',
    ]);
    for (const { file, secondFile } of [sensors, network])
      for (const words of Object.values(LIST_WORDS))
        for (const { dataset } of [file, secondFile!]) expect(words.downloadOf[dataset]).toMatch(/\w{5}/);
  });

  it('says how many rows are missing before it can be sorted', () => {
    expect([1, 950].map((count) => LIST_WORDS.de.sortLater(String(count), count).replace(/.*\. /, ''))).toEqual([
      'Noch fehlt eine.',
      'Noch fehlen 950.',
    ]);
    expect(LIST_WORDS.en.sortLater('1', 1)).toContain('One is still missing.');
  });

  it('names the file with the same rows', () => {
    const choice = { ...DEFAULT_CHOICE, filter };
    const area = { west: 7.8, south: 51.7, east: 7.9, north: 51.8 };
    expect(fileUrl(fixed.file, 'csv', { area, choice, day: null })).toBe(
      '/datasets/address-coverage.csv?bbox=7.8,51.7,7.9,51.8&best_technology=ftth&max_down_mbit_from=250&providers=Netz+%26+Co&use=residential%2Cmixed&fibre_status=passed',
    );
    const city = { area: null, choice: DEFAULT_CHOICE, day: null };
    expect(fileUrl(fixed.file, 'geojson', city)).toBe('/datasets/address-coverage.geojson');
    expect(fileUrl(mobile.file, 'csv', city)).toBe('/datasets/mobile-availability.csv?roaming=false&technology=5g');
    expect(fileUrl(mobile.file, 'csv', { ...city, area, day: '2024-06-30' })).toBe(
      '/datasets/mobile-availability.csv?bbox=7.8,51.7,7.9,51.8&day=2024-06-30&roaming=false&technology=5g',
    );
    expect(filterParameters({ ...NO_FILTER, level: 'unknown' })).toEqual({ fibre_status: '' });
  });

  it('asks the graph for the day that the map shows, and without one for today', async () => {
    const asked: Record<string, unknown>[] = [];
    jest.spyOn(globalThis, 'fetch').mockImplementation(async (url) => {
      asked.push(JSON.parse(new URL(String(url), 'https://city.example').searchParams.get('variables') ?? '{}'));
      return Response.json({ data: { addresses: {}, rolloutProjects: {}, mobileAreas: {} } });
    });
    const signal = new AbortController().signal;
    for (const day of ['2024-06-30', null])
      for (const { page } of [fixed, rollout, mobile])
        await page({ area: null, choice: DEFAULT_CHOICE, day }, null, signal);
    expect(asked.map(({ asOf }) => asOf)).toEqual([
      ...Array<string>(3).fill('2024-06-30'),
      ...Array(3).fill(undefined),
    ]);
    jest.restoreAllMocks();
  });

  it('goes with the day of the map, with the left one of two, and says so where it has today only', () => {
    const today = '2026-03-01';
    const of = (layer: Parameters<typeof dayOfList>[0], day: string | null, swipe: TimeView['swipe'] = null) =>
      Object.values(dayOfList(layer, { day, swipe }, DEFAULT_CHOICE, today));
    expect(of(fixed, null)).toEqual([null, false, null]);
    expect(of(fixed, '2024-06-30')).toEqual(['2024-06-30', false, null]);
    expect(of(fixed, '2028-06-30')).toEqual(['2028-06-30', true, null]);
    expect(of(rollout, '2024-06-30', 'today')).toEqual(['2024-06-30', false, 'leftHalf']);
    expect(of(mobile, null, '2024-06-30')).toEqual([null, false, 'leftHalf']);
    expect(of(mobile, today, 'today')).toEqual([null, false, null]);
    expect(of(fixed, '2024-06-30', 'technology')).toEqual(['2024-06-30', false, null]);
    expect(of(network, '2024-06-30')).toEqual([null, false, 'todayOnly']);
    expect(of(network, null, '2024-06-30')).toEqual([null, false, 'todayOnly']);
    expect(of(network, null, 'technology')).toEqual([null, false, null]);
  });

  it('tells what is promised as a promise, apart from the status', () => {
    for (const lang of ['de', 'en'] as const) {
      const context = { words: LIST_WORDS[lang], format: formatFor(lang) } as CellContext;
      const cells = (promisedBy: string | null) => {
        const column = rollout.columns.find(({ isPromise }) => isPromise)!;
        return column.cell({ promisedBy } as Parameters<typeof column.cell>[0], context);
      };
      expect([cells('2028-06-30'), cells(null)]).toEqual(
        lang === 'de'
          ? ['30.06.2028, zugesagt, nicht gebaut', 'nichts zugesagt']
          : ['30 Jun 2028, promised, not built', 'nothing promised'],
      );
    }
  });

  it('of sensors says since when one is silent, and sorts what they measure in the language that is read', () => {
    const column = (id: string) => sensors.columns.find((one) => one.id === id)!;
    type SensorRow = Parameters<(typeof sensors.columns)[number]['cell']>[0];
    const latestAt = '2026-01-01T12:00:00Z';
    const stream = {
      ...{ id: '1', property: 'noise', title: { de: 'Lärm', en: 'Noise' }, unit: 'dB', silentSince: null },
      ...{ observationType: 'MEASUREMENT', expectedInterval: 3_600 },
      latest: { phenomenonTime: latestAt, result: 50, resultText: null },
    };
    const row = { id: 's', name: 'S', kind: 'NOISE', latestAt, position: null, datastreams: [stream] } as SensorRow;
    const context = (lang: 'de' | 'en', minutes: number) =>
      ({
        lang,
        words: LIST_WORDS[lang],
        format: formatFor(lang, 'UTC'),
        now: Date.parse(latestAt) + minutes * 60_000,
      }) as CellContext;
    const measured = (minutes: number) => column('measured').cell(row, context('de', minutes));
    expect(measured(149)).toBe('1. Jan., 12:00');
    expect(measured(180)).toBe('Seit 1. Jan., 12:00 kein neuer Wert (vor 3 Stunden).');
    expect((['de', 'en'] as const).map((lang) => column('property').value(row, context(lang, 0)))).toEqual([
      'Lärm',
      'Noise',
    ]);
  });

  it('asks for a box no smaller than what is seen, and within the world', () => {
    expect(boxAround(7.891234567, 51.7612345, 7.9, 51.80000001)).toEqual({
      west: 7.89123,
      south: 51.76123,
      east: 7.9,
      north: 51.80001,
    });
    expect(boxAround(-200, -95, 200, 95)).toEqual({ west: -180, south: -90, east: 180, north: 90 });
  });

  it('begins with the first layer that the map shows, and with fibre where it shows none', () => {
    expect(firstList({ ...DEFAULT_CHOICE, groups: ['sensors', 'rollout'] })).toBe('rollout');
    expect(firstList({ ...DEFAULT_CHOICE, groups: [] })).toBe('fixed');
  });
});

describe('Sorting', () => {
  const context: CellContext = {
    t: de,
    lang: 'de',
    words: LIST_WORDS.de,
    format: formatFor('de'),
    now: 0,
    from: null,
    opener: (text) => text,
  };
  type Row = { name: string | null };
  const columns: Column<Row>[] = [{ id: 'address', cell: ({ name }) => name, value: ({ name }) => name }];
  const sorted = (names: (string | null)[], descending: boolean) =>
    sortRows(
      names.map((name) => ({ name })),
      columns,
      { column: 'address', descending },
      context,
      'de',
    ).map(({ name }) => name);

  it('is that of the language, with numbers as numbers, and the unknown last either way', () => {
    const names = ['Weg 10', null, 'Weg 9', 'Äcker 1', 'Zaun 1'];
    expect(sorted(names, false)).toEqual(['Äcker 1', 'Weg 9', 'Weg 10', 'Zaun 1', null]);
    expect(sorted(names, true)).toEqual(['Zaun 1', 'Weg 10', 'Weg 9', 'Äcker 1', null]);
  });

  it('turns round with a second click on the same column', () => {
    const first = sortedBy('speed', null);
    expect(first).toEqual({ column: 'speed', descending: false });
    expect(sortedBy('speed', first).descending).toBe(true);
    expect(sortedBy('use', sortedBy('speed', first)).descending).toBe(false);
  });
});
