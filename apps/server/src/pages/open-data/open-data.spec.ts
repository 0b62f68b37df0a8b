import 'reflect-metadata';
import { tileSnapshot } from '@stadtlage/datasets';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createRegistry } from '../../datasets.js';
import { barriers, openTown, type Town } from '../testing.js';

const IDS = createRegistry({ publisher: 'x' }).all.map(({ id }) => id);

let town: Town;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-data-'));
  town = await openTown({ TILES_SNAPSHOT: join(folder, 'all.pmtiles') });
});
afterAll(async () => {
  await town.close();
  await rm(folder, { recursive: true });
});

const SIGNS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const samplesOf = (page: string, kind: string) =>
  [...page.matchAll(new RegExp(`data-kind="${kind}"[^>]*><code[^>]*>([^<]*)</code>`, 'g'))].map(([, text]) =>
    text!.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => SIGNS[name]!),
  );

test('the catalogue lists every dataset with licence, last change and files', async () => {
  const { response, page, text } = await town.pageOf('/open-data');
  expect(response.status).toBe(200);
  for (const id of IDS) expect(page).toContain(`href="/open-data/${id}?lang=de"`);
  expect(page).toContain('href="/datasets/addresses.csv"');
  expect(text).toContain('Datenlizenz Deutschland – Zero – Version 2.0');
  expect((await town.pageOf('/open-data?lang=en')).text).toContain(`${IDS.length} datasets, without login`);
});

test('the file of all tiles is offered with size and day as soon as there is one, and not before', async () => {
  const path = join(folder, 'all.pmtiles');
  const { headers } = await town.get('/open-data');
  expect((await town.pageOf('/open-data')).page).not.toContain('pmtiles');
  expect((await town.get('/datasets/city.pmtiles')).status).toBe(404);
  const registry = createRegistry({ publisher: 'Stadt <Ahlen>' });
  await writeFile(path, (await tileSnapshot(town.database, registry, { spool: join(folder, 'spool') }))!);
  const since = { 'if-none-match': headers.get('etag')! };
  const { response, page, text } = await town.pageOf('/open-data', since);
  expect(response.status).toBe(200);
  expect(page).toContain('href="/datasets/city.pmtiles" type="application/vnd.pmtiles"');
  expect(barriers(page)).toEqual([]);
  expect(text).toMatch(/Alle Ebenen der Karte in einer Datei .* Als PMTiles \( ?0,\d+ MB, Stand \d+\. \S+ 20\d\d ?\)/);
  expect(text).toContain('© Stadt <Ahlen>');
  expect((await town.pageOf('/open-data?lang=en')).text).toMatch(/All layers of the map in one file .* as of \d+ /);
  const { files } = (await (await town.get('/datasets.json')).json()) as { files: object[] };
  const { size } = await stat(path);
  expect(files).toMatchObject([{ id: 'city', format: 'PMTiles', bytes: size, url: '/datasets/city.pmtiles' }]);
  expect((await town.get('/datasets/city.pmtiles')).headers.get('content-length')).toBe(String(size));
  await rm(path);
  expect((await (await town.get('/datasets.json')).json()) as object).toMatchObject({ files: [] });
});

test('a dataset tells its columns with type and unit, its freshness, its rows and its files', async () => {
  await town.database.query("SELECT datasets.touch('fixed-availability', 2)");
  const { text, page } = await town.pageOf('/open-data/fixed-availability');
  expect(text).toContain('Spalte Typ Einheit (UCUM) Bedeutung');
  expect(text).toMatch(/max_down_mbit Zahl Mbit\/s/);
  expect(text).toMatch(/Zeilen 6 /);
  expect(text).toContain('Daten vom 31. März 2024');
  expect(text).toMatch(/Zuletzt geändert \d+\. \w+ \d{4}/);
  expect(page).toContain('href="/datasets/fixed-availability.csv" type="text/csv"');
  expect((await town.pageOf('/open-data/streets?lang=en')).text).toContain('Rows 5');
});

test("a dataset's page names what its files can be asked for, in both languages, and each is a parameter that they take", async () => {
  const { text } = await town.pageOf('/open-data/address-coverage');
  expect(text).toContain('bbox Nur, was in diesem Rechteck liegt');
  expect(text).toContain('fibre_status Nur Zeilen mit einem dieser Werte');
  expect(text).toContain('max_down_mbit_from Nur Zeilen mit mindestens dieser Zahl');
  expect((await town.pageOf('/open-data/availability-shares?lang=en')).text).not.toContain('bbox');
  for (const id of IDS) {
    const { page } = await town.pageOf(`/open-data/${id}`);
    const told = /<caption>\s*Ein Teil der Dateien[\s\S]*?<\/table>/.exec(page)?.[0] ?? '';
    const names = [...told.matchAll(/<code>([^<]+)<\/code>/g)].map(([, name]) => name);
    const refused = (await (await town.get(`/datasets/${id}.csv?nothing=1`)).json()) as { known: string[] };
    expect({ id, names }).toEqual({ id, names: refused.known });
  }
});

test('is sent again only after something changed, also by sensors', async () => {
  const etag = (await town.get('/open-data/sensors')).headers.get('etag')!;
  expect((await town.get('/open-data/sensors', { 'if-none-match': etag })).status).toBe(304);
  await town.database.query("SELECT datasets.touch('sensors')");
  expect((await town.get('/open-data/sensors', { 'if-none-match': etag })).status).toBe(200);
});

test('a dataset that is none is refused, whatever its name', async () => {
  for (const id of ['nowhere', '__proto__', '%3Cscript%3E', '%00']) {
    const { response, page } = await town.pageOf(`/open-data/${id}`);
    expect(response.status).toBe(404);
    expect(page).not.toContain('<script>');
  }
});

test('a forged name of a host gets into no line that somebody could copy', async () => {
  const { page } = await town.pageOf('/open-data/districts', {
    'x-forwarded-host': "x'; rm -rf ~; '",
    'x-forwarded-for': '10.0.0.1',
  });
  expect(page).not.toContain('rm -rf');
});

describe.each(IDS)('the examples of %s', (id) => {
  test('run as they are written', async () => {
    const { response, page } = await town.pageOf(`/open-data/${id}`);
    expect(response.status).toBe(200);
    expect(barriers(page)).toEqual([]);
    const [query] = samplesOf(page, 'graphql');
    const answer = await fetch(`${town.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(await answer.json()).toMatchObject({ data: expect.anything() });
    const lines = samplesOf(page, 'sh');
    expect(lines).toHaveLength(2);
    const outputs: string[] = [];
    for (const line of lines) {
      const { stdout } = await promisify(execFile)('sh', ['-c', line], { cwd: folder });
      outputs.push(stdout);
    }
    const answered = JSON.parse(outputs[0]!) as { data: unknown; errors?: unknown };
    expect(answered.errors).toBeUndefined();
    expect(answered.data).toBeTruthy();
    expect((await readdir(folder)).some((name) => name.startsWith(id))).toBe(true);
  });
});
