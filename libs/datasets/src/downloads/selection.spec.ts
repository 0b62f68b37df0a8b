import { defineDataset } from '../definition.js';
import { parametersOf, selectionOf } from './selection.js';

const both = { de: 'x', en: 'x' };
const text = { type: 'text' as const, description: both };
const definition = (geometry: 'Point' | 'Polygon') =>
  defineDataset({
    id: 'addresses',
    view: 'addresses',
    title: both,
    description: both,
    licence: 'cc-zero',
    theme: 'TECH',
    updateRhythm: 'IRREG',
    columns: { id: text, level: text, speed: { type: 'number', description: both }, names: text },
    filters: { level: 'value', speed: 'from', names: 'name' },
    geometry: { type: geometry },
  });

describe('a selection of rows', () => {
  it('is made of conditions that hold parameters and never what was given', () => {
    expect(
      selectionOf(definition('Point'), {
        bbox: '7,51,8,52',
        level: 'passed,',
        speed_from: '250',
        names: "O'Neil,Netz, GmbH",
      }),
    ).toEqual({
      conditions: [
        'geom && ST_MakeEnvelope($1::float8, $2::float8, $3::float8, $4::float8, 4326)',
        '("level"::text = ANY ($5::text[]) OR "level" IS NULL)',
        '"speed" >= $6',
        `(position(', ' || $7::text || ', ' IN ', ' || "names" || ', ') > 0 OR position(', ' || $8::text || ', ' IN ', ' || "names" || ', ') > 0)`,
      ],
      values: [7, 51, 8, 52, ['passed', ''], 250, "O'Neil", 'Netz, GmbH'],
    });
    expect(selectionOf(definition('Polygon'), { bbox: '7,51,8,52' }).conditions[0]).toMatch(/^ST_Intersects\(geom, /);
    expect(selectionOf(definition('Point'), {})).toEqual({ conditions: [], values: [] });
  });

  it.each([
    [{ bbox: '7,51,8' }, /^bbox has four numbers/],
    [{ bbox: '8,51,7,52' }, /^bbox has four numbers/],
    [{ bbox: '7,51,8,' }, /^bbox has four numbers/],
    [{ bbox: '7,51,8,NaN' }, /^bbox has four numbers/],
    [{ bbox: ['7,51,8,52', '7,51,8,52'] }, /given more than once/],
    [{ speed_from: 'fast' }, /has a number/],
    [{ speed: '250' }, /no parameter "speed"\. There are: bbox .*; speed_from \(a number: that much or more\)/],
    [{ constructor: '1' }, /no parameter "constructor"/],
    [{ level: 'a,'.repeat(100) }, /at most 100 values/],
    [{ names: 'x'.repeat(201) }, /longer than 200 characters/],
    [{ names: 'a\0' }, /not a text/],
  ])('that is written %j says how it is written', (query, message) => {
    expect(() => selectionOf(definition('Point'), query)).toThrow(message);
  });

  it('asks the function of a dataset where the question is another than its view answers', () => {
    const list = {
      ...definition('Point'),
      asked: {
        function: 'addresses_near',
        arguments: {
          from: { type: 'day' as const, meaning: { de: 'ein Tag', en: 'a day' } },
          within: { type: 'metres' as const, most: 250, meaning: { de: 'wie nahe', en: 'how near' } },
          promise: { type: 'word' as const, of: ['first', 'latest'], meaning: { de: 'welche', en: 'which' } },
        },
      },
    };
    expect(selectionOf(list, { within: '50', level: 'passed', from: '2024-02-29', promise: 'first' })).toEqual({
      from: 'open.addresses_near("within" => $1, "from" => $3, "promise" => $4)',
      conditions: ['"level"::text = ANY ($2::text[])'],
      values: [50, ['passed'], '2024-02-29', 'first'],
    });
    expect(selectionOf(list, { level: 'passed' }).from).toBeUndefined();
    expect(() => selectionOf(list, { from: '2023-02-29' })).toThrow(/has a day, such as/);
    expect(() => selectionOf(list, { within: '251' })).toThrow(/whole metres, 1 to 250/);
    expect(() => selectionOf(list, { within: '0' })).toThrow(/whole metres, 1 to 250/);
    expect(() => selectionOf(list, { promise: 'second' })).toThrow(/one of first, latest/);
    expect(() => selectionOf(list, { by: '1' })).toThrow(/There are: bbox .*within \(how near\)/);
  });

  it('takes of a list of codes those that it has, or what is not known', () => {
    const coded = { ...definition('Point'), filters: { level: { of: ['passed', 'connected'] } } };
    expect(selectionOf(coded, { level: 'connected,' }).values).toEqual([['connected', '']]);
    expect(() => selectionOf(coded, { level: 'passed,far' })).toThrow(
      '"level" has no value "far". There are: passed, connected; an empty one is what is not known.',
    );
    expect(parametersOf(coded)['level']).toMatch(/^some of passed, connected, separated by commas/);
  });

  it('of another day asks its function, in the box on the map and a little beyond, and names the day', () => {
    const dated = { ...definition('Point'), onDay: { rows: 'addresses_on' } };
    expect(selectionOf(dated, { day: '2024-06-30' })).toEqual({
      from: 'open.addresses_on($1::date, current_date, ST_TileEnvelope(0, 0, 0))',
      day: '2024-06-30',
      conditions: [],
      values: ['2024-06-30'],
    });
    const { from, conditions, values } = selectionOf(dated, {
      bbox: '7,51,8,52',
      day: '2024-06-30',
      speed_from: '250',
    });
    expect(from).toBe(
      'open.addresses_on($6::date, current_date, ST_Expand(ST_Transform(ST_MakeEnvelope($1::float8, GREATEST($2::float8, -85), $3::float8, LEAST($4::float8, 85), 4326), 3857), 1))',
    );
    expect(conditions).toHaveLength(2);
    expect(values).toEqual([7, 51, 8, 52, 250, '2024-06-30']);
    for (const day of ['2024-02-30', '1989-12-31', '2101-01-01', 'gestern', ''])
      expect(() => selectionOf(dated, { day })).toThrow(/one day of the calendar from 1990-01-01 to 2100-12-31/);
    expect(() => selectionOf(definition('Point'), { day: '2024-06-30' })).toThrow(/no parameter "day"/);
  });

  it('of a table without places has no box', () => {
    const { geometry: _, ...table } = definition('Point');
    expect(Object.keys(parametersOf(table))).toEqual(['level', 'speed_from', 'names']);
  });
});
