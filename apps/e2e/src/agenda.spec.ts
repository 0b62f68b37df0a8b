// From a file to the council paper: a street is connected, and what depends on it moves, and nothing else does.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPdf } from './pdf.js';
import {
  createHome,
  describeOnRealParts,
  eventually,
  graphql,
  runCli,
  sql,
  startProgram,
  type Home,
  type Program,
} from './program.js';

interface Counts {
  value: number | null;
  counted: number;
  total: number;
  known: number;
}

interface Indicator {
  id: string;
  unit: string;
  figure: Counts;
  figuresByDistrict: (Counts & { districtId: string })[];
}

interface Street {
  key: string;
  district: string;
  addresses: string[];
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const today = () => inDays(0);
const german = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 1 });
/** Fibre is in the street, or nearer. */
const PASSED = ['PASSED', 'PREPARED', 'CONNECTED', 'ACTIVATED'];
/** These become others by time alone: sensors report, or do not. */
const NOT_BY_TIME = (id: string) => id !== 'sensors-reporting';

const FIGURES = 'value counted total known';
const INDICATORS = `{ fieldsOfAction { indicators { id unit figure { ${FIGURES} } figuresByDistrict { districtId ${FIGURES} } } } }`;
const TARGETS = `{ fieldsOfAction { goals { targets { date forecast { value reachedOn } indicator { id } } } } }`;
const ADDRESSES = `query ($after: String) {
  addresses(first: 500, after: $after) {
    nodes { id streetKey use district { id } projects { id } coverage { fibreStatus maxDownMbit } } pageInfo { hasNextPage endCursor }
  }
}`;

interface AddressAnswer {
  id: string;
  streetKey: string;
  use: string;
  district: { id: string } | null;
  projects: unknown[];
  coverage: { fibreStatus: string | null; maxDownMbit: number | null };
}

interface AddressPage {
  addresses: { nodes: AddressAnswer[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

describeOnRealParts('the digital agenda of a running city', () => {
  let home: Home;
  let program: Program;
  let files: string;
  beforeAll(async () => {
    // Days of the server are those of the database.
    home = await createHome({ TIME_ZONE: 'UTC' });
    program = await startProgram(home);
    files = await mkdtemp(join(tmpdir(), 'stadtlage-agenda-'));
  }, 180_000);
  afterAll(async () => {
    expect(await program?.interrupt()).toBe(0);
    expect(program?.complaints()).toBe('');
    if (files) await rm(files, { recursive: true, force: true });
    await home?.remove();
  }, 60_000);

  const page = async (path: string) => {
    const response = await fetch(program.url + path);
    return { status: response.status, text: await response.text() };
  };
  const indicators = async (): Promise<Map<string, Indicator>> => {
    const { fieldsOfAction } = await graphql<{ fieldsOfAction: { indicators: Indicator[] }[] }>(
      program.url,
      INDICATORS,
    );
    return new Map(fieldsOfAction.flatMap((field) => field.indicators.map((one) => [one.id, one])));
  };
  const figure = async (id: string): Promise<Counts> => {
    const query = `query ($id: ID!) { indicator(id: $id) { figure { ${FIGURES} } } }`;
    return (await graphql<{ indicator: { figure: Counts } }>(program.url, query, { id })).indicator.figure;
  };
  /** Some of the records behind a figure: of each way to count. */
  const recordsBehind = async (id: string) => {
    const some = ['COUNTED', 'NOT_COUNTED', 'UNKNOWN'].map(
      (state) => `${state}: records(first: 2, state: ${state}) { nodes { name { en } path } }`,
    );
    const query = `query ($id: ID!) { indicator(id: $id) { ${some.join(' ')} } }`;
    type Records = Record<string, { nodes: { name: { en: string }; path: string }[] }>;
    const { indicator } = await graphql<{ indicator: Records }>(program.url, query, { id });
    return Object.values(indicator).flatMap(({ nodes }) => nodes);
  };
  const forecast = async () => {
    const { fieldsOfAction } = await graphql<{
      fieldsOfAction: { goals: { targets: { forecast: { value: number } | null; indicator: { id: string } }[] }[] }[];
    }>(program.url, TARGETS);
    const targets = fieldsOfAction.flatMap(({ goals }) => goals.flatMap((goal) => goal.targets));
    return targets.find(({ indicator }) => indicator.id === 'fibre-residential')!.forecast!.value;
  };
  const everyAddress = async (): Promise<AddressAnswer[]> => {
    const all: AddressAnswer[] = [];
    for (let after: string | null = null; ;) {
      const { addresses }: AddressPage = await graphql<AddressPage>(program.url, ADDRESSES, { after });
      all.push(...addresses.nodes);
      if (!addresses.pageInfo.hasNextPage) return all;
      after = addresses.pageInfo.endCursor;
    }
  };
  const everyFacility = async () => {
    const { facilities } = await graphql<{ facilities: { nodes: { kind: string; address: { id: string } | null }[] } }>(
      program.url,
      '{ facilities(first: 500) { nodes { kind address { id } } } }',
    );
    return facilities.nodes;
  };
  /** Streets without fibre, projects, schools or town halls, with slow connections in one district, the slowest first. */
  const streets = async (): Promise<Street[]> => {
    const all = await everyAddress();
    const ofFacilities = new Set((await everyFacility()).map(({ address }) => address?.id));
    const byStreet = new Map(all.map(({ streetKey }) => [streetKey, [] as AddressAnswer[]]));
    for (const address of all) byStreet.get(address.streetKey)!.push(address);
    const isSlow = ({ use, coverage: { maxDownMbit } }: AddressAnswer) =>
      use === 'RESIDENTIAL' && maxDownMbit !== null && maxDownMbit < 30;
    return [...byStreet]
      .filter(([, there]) =>
        there.every(
          ({ id, district, projects, coverage }) =>
            district !== null &&
            district.id === there[0]!.district?.id &&
            projects.length === 0 &&
            !PASSED.includes(coverage.fibreStatus ?? '') &&
            !ofFacilities.has(id),
        ),
      )
      .sort(([, a], [, b]) => b.filter(isSlow).length - a.filter(isSlow).length)
      .filter(([, there]) => there.some(isSlow))
      .map(([key, there]) => ({ key, district: there[0]!.district!.id, addresses: there.map(({ id }) => id) }));
  };
  /** A delivery of one provider: all that it says. */
  const deliver = async (
    name: string,
    connected: [Pick<Street, 'addresses'>, since: string][],
    source = 'Glasfaser Probe',
  ) => {
    const file = join(files, name);
    const rows = connected.flatMap(([{ addresses }, since]) =>
      addresses.map((id) => `${id};ftth;1000;500;connected;${since};${today()}`),
    );
    await writeFile(
      file,
      ['adress_id;technologie;download;upload;anschlussstufe;gueltig_ab;stand', ...rows, ''].join('\n'),
    );
    const run = await runCli(['import', 'fixed-availability', file, '--source', source], home.env);
    expect(run).toMatchObject({ status: 0 });
  };
  const report = async (format: string, ...more: string[]) => {
    const file = join(files, `annex.${format}`);
    const run = await runCli(['agenda', 'report', file, '--format', format, ...more], home.env);
    expect(run).toMatchObject({ status: 0 });
    return readFile(file);
  };
  /** A figure as a page or a paper says it, whatever its spaces and brackets are. */
  const told = ({ value, counted, total }: Counts) =>
    `${german.format(value!)} %${german.format(counted)} von ${german.format(total)}`.replaceAll(' ', '');
  const dense = (text: string) => text.replace(/<[^>]*>/g, '').replace(/[\s()]+/g, '');

  it('moves the fibre goal, its forecast, the index of one district and the council paper when a file connects a street, and nothing else', async () => {
    const [street, late] = await streets();
    const [before, forecastBefore] = [await indicators(), await forecast()];
    // The agenda of a city that has had it for a year: time does not pass in a test.
    await sql(
      home.env['DATABASE_URL']!,
      `ALTER TABLE agenda.record DISABLE TRIGGER kept; UPDATE agenda.record SET recorded_at = now() - interval '1 year';
       ALTER TABLE agenda.record ENABLE TRIGGER kept`,
    );
    const yesterday = String(await report('md', '--as-of', inDays(-1), '--publish'));
    const published = await page('/agenda/report?number=1&lang=de');
    expect(published.status).toBe(200);

    await deliver('delivery.csv', [[street!, today()]]);
    const begun = Date.now();
    const fibre = await eventually(async () => {
      const now = await figure('fibre-residential');
      return now.counted > before.get('fibre-residential')!.figure.counted && now;
    });
    const after = await indicators();
    expect(fibre.value).toBeGreaterThan(before.get('fibre-residential')!.figure.value!);
    await eventually(async () => (await forecast()) !== forecastBefore);
    // Without a restart, and seconds after the import is done.
    expect(Date.now() - begun).toBeLessThan(30_000);

    const uses = await graphql<{ addresses: { nodes: { use: string }[] } }>(
      program.url,
      'query ($street: ID!) { addresses(street: $street, first: 500) { nodes { use } } }',
      { street: street!.key },
    );
    const has = (...wanted: string[]) => uses.addresses.nodes.filter(({ use }) => wanted.includes(use)).length;
    expect(fibre.counted - before.get('fibre-residential')!.figure.counted).toBe(has('RESIDENTIAL', 'MIXED'));
    const dependent = [
      'digital-poverty',
      ...(has('COMMERCIAL', 'MIXED') ? ['fibre-commercial', 'fibre-commercial-passed'] : []),
      ...['fibre-residential', 'fibre-residential-passed'],
    ];
    const changed = [...before.keys()].filter(
      (id) => NOT_BY_TIME(id) && JSON.stringify(before.get(id)) !== JSON.stringify(after.get(id)),
    );
    expect(changed.sort()).toEqual(dependent);
    for (const id of dependent) {
      const old = new Map(before.get(id)!.figuresByDistrict.map((one) => [one.districtId, one]));
      const others = after
        .get(id)!
        .figuresByDistrict.filter((one) => JSON.stringify(one) !== JSON.stringify(old.get(one.districtId)));
      expect([id, others.map(({ districtId }) => districtId)]).toEqual([id, [street!.district]]);
    }
    const index = (all: Map<string, Indicator>) =>
      all.get('digital-poverty')!.figuresByDistrict.find(({ districtId }) => districtId === street!.district)!.value!;
    expect(index(after)).toBeLessThan(index(before));

    // The same figure everywhere, and the old one nowhere.
    const [pdf, ...texts] = [
      readPdf(await report('pdf')).text,
      ...(await Promise.all(['html', 'md'].map(async (format) => String(await report(format))))),
      (await page('/agenda?lang=de')).text,
      (await page('/agenda/report?lang=de')).text,
    ];
    for (const text of [pdf!, ...texts]) {
      expect(dense(text)).toContain(told(fibre));
      expect(dense(text)).not.toContain(told(before.get('fibre-residential')!.figure));
    }
    const csv = String(await report('csv'));
    expect(csv).toMatch(new RegExp(`,figure,fibre-residential,${today()},${fibre.value},`));

    // What was, stays: as published, and as it is made again as long as nobody corrects it.
    const again = String(await report('md', '--as-of', inDays(-1)));
    const withoutNote = (text: string) => text.replace(/^Ziele, Werte, .* sind dieselben wie im Bericht .*\n\n/m, '');
    expect(withoutNote(again)).toBe(yesterday);

    // A late delivery: the second street has been connected for long.
    await deliver('late.csv', [
      [street!, today()],
      [late!, inDays(-90)],
    ]);
    const corrected = String(await report('md', '--as-of', inDays(-1)));
    expect(corrected).toContain('Er berichtigt den Bericht Nr. 1 zum selben Tag');
    expect(corrected).toMatch(/nach heutiger Kenntnis [\d,]+ % \(seither berichtigt\)/);
    expect(dense(corrected)).toContain(told(before.get('fibre-residential')!.figure));
    const list = /<details>[^]*?<\/details>/;
    expect((await page('/agenda/report?number=1&lang=de')).text.replace(list, '')).toBe(
      published.text.replace(list, ''),
    );
  }, 240_000);

  it('moves the figures of schools, of the administration and of promises when a file connects a street of them, as far as the page and the paper', async () => {
    const addresses = new Map((await everyAddress()).map((one) => [one.id, one]));
    const isConnected = ({ coverage }: AddressAnswer) =>
      ['CONNECTED', 'ACTIVATED'].includes(coverage.fibreStatus ?? '');
    const without = (await everyFacility()).flatMap(({ kind, address }) => {
      const there = address && addresses.get(address.id);
      return there && !isConnected(there) ? [{ kind, there }] : [];
    });
    // The street of a school, and that of a site of the administration.
    const keys = ['SCHOOL', 'ADMINISTRATION'].map((kind) => without.find((one) => one.kind === kind)!.there.streetKey);
    const street = [...addresses.values()].filter(({ streetKey }) => keys.includes(streetKey));
    const ids = street.map(({ id }) => id);
    const gained = (kind: string) =>
      without.filter((one) => one.kind === kind && keys.includes(one.there.streetKey)).length;
    const unconnected = street.filter((one) => !isConnected(one));

    // A project that was to be done long ago.
    const file = join(files, 'project.csv');
    const promise = '2023-01-01;2023-03-01;2023-12-31';
    await writeFile(
      file,
      `projekt;anbieter;status;status_datum;zusage_von;zusage_bis;adressen\nprobe;Glasfaser Schule;planned;${promise};${ids.join(' ')}\n`,
    );
    const run = await runCli(['import', 'rollout-projects', file, '--source', 'Glasfaser Schule'], home.env);
    expect(run).toMatchObject({ status: 0 });
    const begun = await indicators();
    const behind = await graphql<{ indicator: { records: { nodes: { id: string }[] } } }>(
      program.url,
      '{ indicator(id: "fibre-promises-kept") { records(first: 1000, state: NOT_COUNTED) { nodes { id } } } }',
    );
    const due = new Set(behind.indicator.records.nodes.map(({ id }) => id));
    const known = unconnected.filter(({ coverage }) => coverage.maxDownMbit !== null);
    expect(known.length).toBeGreaterThan(0);
    expect(known.filter(({ id }) => !due.has(id))).toEqual([]);

    await deliver('school.csv', [[{ addresses: ids }, inDays(-1)]], 'Glasfaser Schule');
    const moved: [id: string, by: number][] = [
      ['schools-with-fibre', gained('SCHOOL')],
      ['administration-with-fibre', gained('ADMINISTRATION')],
      ['fibre-promises-kept', unconnected.length],
    ];
    const after = await eventually(async () => {
      const now = await indicators();
      return now.get('schools-with-fibre')!.figure.counted > begun.get('schools-with-fibre')!.figure.counted && now;
    });
    const counted = (all: Map<string, Indicator>, id: string) => all.get(id)!.figure.counted;
    expect(moved.map(([id]) => [id, counted(after, id) - counted(begun, id)])).toEqual(moved);
    // Nothing that has no fibre in it has moved.
    const changed = [...after.keys()].filter(
      (id) => NOT_BY_TIME(id) && JSON.stringify(begun.get(id)) !== JSON.stringify(after.get(id)),
    );
    expect(changed.filter((id) => !/fibre|^digital-poverty$|^schools-bandwidth$/.test(id))).toEqual([]);

    const paper = dense(String(await report('md')));
    const agenda = dense((await page('/agenda?lang=de')).text);
    for (const [id] of moved) {
      const figureNow = told(after.get(id)!.figure);
      const own = dense((await page(`/agenda/indicator/${id}?lang=de`)).text);
      expect([id, ...[own, agenda, paper].map((text) => text.includes(figureNow))]).toEqual([id, true, true, true]);
    }
  }, 240_000);

  it('leads from each figure that it shows to the very records behind it', async () => {
    const { text } = await page('/agenda?lang=de');
    const links = new Set(
      [...text.matchAll(/href="(\/agenda\/indicator\/([\w-]+)[^"]*)"/g)].map(([, path]) =>
        path!.replaceAll('&amp;', '&'),
      ),
    );
    const all = await indicators();
    const withValue = [...all.values()].filter(({ figure }) => figure.value !== null).map(({ id }) => id);
    expect([...links].map((path) => /indicator\/([\w-]+)/.exec(path)![1]).sort()).toEqual(
      expect.arrayContaining(withValue.sort()),
    );
    expect(links.size).toBeGreaterThan(20);
    const behind = new Map<string, string>();
    for (const link of links) {
      const { id, unit } = all.get(/indicator\/([\w-]+)/.exec(link)![1]!)!;
      const shown = await page(link);
      expect([link, shown.status]).toEqual([link, 200]);
      const file = /href="(\/agenda\/indicator\/[\w-]+\/records\.csv[^"]*)"/.exec(shown.text)![1]!;
      // Sensors may fall silent between two questions.
      await eventually(async () => {
        const { value, counted, total, known } = await figure(id);
        const records = recordsOf((await page(file.replaceAll('&amp;', '&'))).text);
        const of = (...states: string[]) => records.filter(({ state }) => states.includes(state)).length;
        const found = [of('COUNTED'), records.length, records.length - of('UNKNOWN')];
        const amounts = records.flatMap(({ amount }) => (amount === '' ? [] : [Number(amount)]));
        const sum = amounts.reduce((a, b) => a + b, 0);
        const computed = unit === '%' ? (100 * counted) / total : unit === '{index}' ? sum / amounts.length : sum;
        const isSame =
          [counted, total, known].join() === found.join() && (value === null || Math.abs(computed - value) < 0.051);
        if (!isSame && NOT_BY_TIME(id))
          throw new Error(`${id}: ${[value, counted, total, known].join()} is not ${[computed, ...found].join()}`);
        return isSame;
      });
      for (const { name, path } of await recordsBehind(id)) behind.set(path, name.en);
    }
    for (const [path, name] of behind) {
      const [, sensor] = /^\/\?sensor=(.+)$/.exec(path) ?? [];
      // The map asks for the station that it shows.
      const shown = sensor
        ? (
            await graphql<{ sensor: { name: string } }>(program.url, 'query ($id: ID!) { sensor(id: $id) { name } }', {
              id: sensor,
            })
          ).sensor.name
        : (await page(`${path}?lang=en`)).text;
      // A quarter of advice and the day of a count are written otherwise there: "2026-Q4, crafts", "2026-11-28: sensors, csv".
      const named = path.includes('/usage/')
        ? name.split(': ')[1]!
        : path.includes('/advice/')
          ? name.split(', ')[0]!
          : name;
      expect([path, shown.includes(named)]).toEqual([path, true]);
    }
    expect([...behind.keys()].filter((path) => path.startsWith('/agenda/record/')).length).toBeGreaterThan(20);
  }, 180_000);
});

/** Of the records' CSV: its last columns are state, amount and path. */
function recordsOf(csv: string): { state: string; amount: string }[] {
  return csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [state, amount] = line.trim().split(',').slice(-3);
      return { state: state!, amount: amount! };
    });
}
