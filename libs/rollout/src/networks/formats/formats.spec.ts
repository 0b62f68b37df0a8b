import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { runImport, type SourceFile } from '@stadtlage/imports';
import { fileOf } from '@stadtlage/imports/testing';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { importers } from '../../import-fibre-network.js';
import { network, NETWORK_ID } from '../testing-network.js';
import { folderOf, networkSource } from './parts.js';

/** The network of the fixture as tables, with what a cell must be able to hold. */
const ID = NETWORK_ID;
const TABLES: Record<string, string> = {
  networks: `id,name,website,publisher/name,publisher/identifier/id,publisher/identifier/scheme,publicationDate,collectionDate,crs/name,crs/uri,accuracy,accuracyDetails,language
${ID},Stadtnetz,https://netz.example,Stadtwerke,HRB 1,DE-CR,2023-05-01,2023-04-30,urn:ogc:def:crs:OGC::CRS84,http://www.opengis.net/def/crs/OGC/1.3/CRS84,2.5,Eingemessen,de`,
  links: `id,links/0/href,links/0/rel
${ID},https://raw.githubusercontent.com/Open-Telecoms-Data/open-fibre-data-standard/0__3__0/schema/network-schema.json,describedby
${ID},https://netz.example/ofds.json,canonical`,
  nodes: `id,nodes/0/id,nodes/0/name,nodes/0/phase/id,nodes/0/phase/name,nodes/0/status,nodes/0/location,nodes/0/address/streetAddress,nodes/0/address/locality,nodes/0/address/region,nodes/0/address/postalCode,nodes/0/address/country,nodes/0/type,nodes/0/accessPoint,nodes/0/power,nodes/0/technologies,nodes/0/physicalInfrastructureProvider/id,nodes/0/physicalInfrastructureProvider/name
${ID},1,West,p1,Erste Phase,operational,POINT (7.88 51.76),Weg 1,Ahlen,Nordrhein-Westfalen,05922,DE,pop;exchange,True,False,"ip,mpls",o1,Stadtwerke Beispiel
${ID},2,,,,,,,,,,,,,,,,`,
  nodes_internationalConnections: `id,nodes/0/id,nodes/0/internationalConnections/0/locality,nodes/0/internationalConnections/0/country
${ID},1,Enschede,NL`,
  nodes_networkProviders: `id,nodes/0/id,nodes/0/networkProviders/0/id,nodes/0/networkProviders/0/name
${ID},1,o1,Stadtwerke Beispiel
${ID},1,o2,Kabelbau Muster
${ID},2,o1,Stadtwerke Beispiel`,
  spans: `id,spans/0/id,spans/0/name,spans/0/phase/id,spans/0/phase/name,spans/0/status,spans/0/readyForServiceDate,spans/0/start,spans/0/end,spans/0/directed,spans/0/route,spans/0/physicalInfrastructureProvider/id,spans/0/physicalInfrastructureProvider/name,spans/0/supplier/id,spans/0/supplier/name,spans/0/transmissionMedium,spans/0/deployment,spans/0/deploymentDetails/description,spans/0/darkFibre,spans/0/fibreType,spans/0/fibreTypeDetails/fibreSubtype,spans/0/fibreTypeDetails/description,spans/0/fibreCount,spans/0/fibreLength,spans/0/technologies,spans/0/capacity,spans/0/capacityDetails/description,spans/0/countries
${ID},1,Weststrecke,p1,Erste Phase,planned,2025-01-31,1,2,False,"LINESTRING (7.88 51.76, 7.885123456789 51.765, 7.89 51.77)",o1,Stadtwerke Beispiel,o2,Kabelbau Muster,fibre,belowGround;aboveGround,Leerrohr,true,G.652,G.652.D,Standardfaser,96,1.2345,dwdm,4.976,2 × STM-16,DE`,
  spans_networkProviders: `id,spans/0/id,spans/0/networkProviders/0/id,spans/0/networkProviders/0/name
${ID},1,o2,Kabelbau Muster`,
  phases: `id,phases/0/id,phases/0/name,phases/0/description
${ID},p1,Erste Phase,Der Westen`,
  phases_funders: `id,phases/0/id,phases/0/funders/0/id,phases/0/funders/0/name
${ID},p1,o3,Förderbank`,
  organisations: `id,organisations/0/id,organisations/0/name,organisations/0/identifier/id,organisations/0/identifier/scheme,organisations/0/identifier/legalName,organisations/0/identifier/uri,organisations/0/country,organisations/0/roles,organisations/0/roleDetails,organisations/0/website,organisations/0/logo
${ID},o1,Stadtwerke Beispiel,HRB 1,DE-CR,Stadtwerke GmbH,https://register.example/1,DE,physicalInfrastructureProvider;networkProvider,Besitzt die Rohre,https://werke.example,https://werke.example/logo.svg
${ID},o2,Kabelbau Muster,,,,,,supplier;networkProvider,,,
${ID},o3,Förderbank,,,,,,funder,,,`,
  contracts: `id,contracts/0/id,contracts/0/title,contracts/0/description,contracts/0/type,contracts/0/value/amount,contracts/0/value/currency,contracts/0/dateSigned
${ID},c,Bau,Bau des Westens,private,1500000.5,EUR,2022-12-31`,
  contracts_documents: `id,contracts/0/id,contracts/0/documents/0/title,contracts/0/documents/0/description,contracts/0/documents/0/url,contracts/0/documents/0/format
${ID},c,Vertrag,Unterschrieben,https://werke.example/v.pdf,application/pdf`,
  contracts_relatedPhases: `id,contracts/0/id,contracts/0/relatedPhases/0/id,contracts/0/relatedPhases/0/name
${ID},c,p1,Erste Phase`,
};
const tables = (changes: Record<string, string | undefined> = {}): SourceFile[] =>
  Object.entries({ ...TABLES, ...changes })
    .filter(([, text]) => text !== undefined)
    .map(([name, text]) => fileOf(`${name}.csv`, `${text}\n`, 4096));

describe('the formats of fibre networks', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(async () => {
    await database.query('TRUNCATE imports.run RESTART IDENTITY CASCADE');
  });
  afterAll(() => database.close());

  const load = (file: SourceFile) => runImport(database, importers[0]!, file, { startedBy: 'test' });
  const stored = () =>
    database.query('SELECT kind, id, content FROM rollout.network_record ORDER BY network_id, kind, id');
  const errorsOf = async (file: SourceFile) => {
    const { state, report } = await load(file);
    expect(state).toBe('refused');
    expect(await stored()).toEqual([]);
    return report.findings.filter(({ level }) => level === 'error');
  };
  const ofJson = async () => {
    await load(fileOf('package.json', { networks: [network()] }));
    const records = await stored();
    await database.query('DELETE FROM rollout.network');
    return records;
  };

  it('makes the same of thirteen tables, in a folder or a ZIP archive, as of JSON', async () => {
    const expected = await ofJson();
    for (const file of [folderOf('netz', tables()), await zipOf('netz.zip', tables())]) {
      await database.query('DELETE FROM rollout.network');
      const result = await load(file);
      expect(result.report.counts).toMatchObject({ error: 0, quality: 0 });
      expect(result.dataDate).toBe('2023-04-30');
      expect(await stored()).toEqual(expected);
    }
  });

  it('refuses an archive that unpacks to many times its size, and leaves nothing behind', async () => {
    const before = await readdir(tmpdir());
    const bomb = await zipOf('netz.zip', [fileOf('networks.csv', Buffer.alloc(4_000_000), 65_536)], deflateRawSync);
    expect((await errorsOf(bomb))[0]!.problem).toMatch(/networks\.csv is more than 200 times as large/);
    const left = (await readdir(tmpdir())).filter((name) => name.startsWith('stadtlage-network-'));
    expect(left.filter((name) => !before.includes(name))).toEqual([]);
  });

  it('reads a folder of the disk, and says which folder it cannot read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stadtlage-tables-'));
    try {
      await expect(networkSource(folder)).rejects.toThrow(/has no CSV, JSON or GeoJSON file/);
      for (const [name, text] of Object.entries(TABLES)) await writeFile(join(folder, `${name}.csv`), `${text}\n`);
      expect((await load(await networkSource(folder))).state).toBe('imported');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('takes blank tables as lists that are not there', async () => {
    const header = (name: string) => TABLES[name]!.split('\n')[0]!;
    const blank = { spans: header('spans'), contracts: header('contracts'), links: undefined };
    const alone = {
      spans_networkProviders: undefined,
      contracts_documents: undefined,
      contracts_relatedPhases: undefined,
    };
    expect((await load(folderOf('netz', tables({ ...blank, ...alone })))).state).toBe('imported');
    expect(await database.query('SELECT count(*) FROM rollout.span')).toEqual([{ count: 0 }]);
  });

  it('names table, column and row of what is wrong in a cell', async () => {
    const spans = TABLES['spans']!.replace(',96,', ',viele,')
      .replace('LINESTRING (7.88', 'STRECKE (7.88')
      .replace(',false,', ',nein,')
      .replace(',False,', ',nein,');
    const nodes = TABLES['nodes']!.replace(`${ID},2`, '00000000-0000-4000-8000-000000000000,2');
    const findings = await errorsOf(folderOf('netz', tables({ spans, nodes })));
    expect(findings).toMatchObject([
      { row: 3, column: 'nodes.csv id', problem: expect.stringMatching(/networks\.csv does not have/) },
      { row: 2, column: 'spans.csv spans/0/directed', value: 'nein' },
      { row: 2, column: 'spans.csv spans/0/route', fix: 'Write LINESTRING (7.9 51.8, 8 51.9).' },
      { row: 2, column: 'spans.csv spans/0/fibreCount', value: 'viele' },
    ]);
  });

  it('says of rows that belong to nothing', async () => {
    const contracts = TABLES['contracts']!.replace(`${ID},c,`, `${ID},d,`);
    const { report } = await load(folderOf('netz', tables({ contracts })));
    expect(report.findings.filter(({ level }) => level === 'quality')).toMatchObject([
      { column: 'contracts_documents.csv', value: 'c' },
      { column: 'contracts_relatedPhases.csv', value: 'c' },
    ]);
  });

  const older = (version: string, changes = {}) => ({
    networks: [
      network({
        links: [{ rel: 'describedby', href: `https://schema.example/${version}/schema/network-schema.json` }],
        ...changes,
      }),
    ],
  });
  it.each<[string, SourceFile, RegExp]>([
    [
      '0.1',
      fileOf('a.json', older('0__1__0__beta')),
      /version 0\.1 .*"networkProvider" becomes the list.*"publisher" becomes/,
    ],
    [
      '0.2',
      fileOf('a.json', older('0__2__0')),
      /version 0\.2 .*ask the publisher for it, or change the file: "publisher"/,
    ],
    [
      '0.2 without a link',
      fileOf('a.json', older('x', { publisher: 'Stadtwerke' })),
      /looks like version 0\.2 .*"publisher" is a text/,
    ],
    ['0.4', fileOf('a.json', older('0__4__0')), /version 0\.4 .*newer Stadtlage/],
    ['1.0', fileOf('a.jsonl', JSON.stringify(older('1__0__0').networks[0])), /line 1 follows version 1\.0 /],
    [
      '0.2 in tables',
      folderOf('netz', tables({ nodes: TABLES['nodes']!.replace('nodes/0/location', 'nodes/0/location/coordinates') })),
      /version 0\.2 or earlier.*POINT \(7\.9 51\.8\)/,
    ],
  ])('refuses version %s and says what to do', async (_version, file, problem) => {
    expect((await errorsOf(file))[0]!.problem).toMatch(problem);
  });

  const feature = (changes: object) => ({ type: 'FeatureCollection', features: [{ type: 'Feature', ...changes }] });
  const net = { id: NETWORK_ID, name: 'Stadtnetz' };
  it.each<[string, SourceFile, RegExp]>([
    ['a table alone', fileOf('nodes.csv', TABLES['nodes']!), /folder or a ZIP archive with networks\.csv, nodes\.csv/],
    ['tables without networks', folderOf('netz', tables({ networks: undefined })), /without networks\.csv/],
    ['two formats at once', folderOf('netz', [...tables(), fileOf('a.json', {})]), /one format at a time/],
    ['a bulk file of nodes', fileOf('nodes.jsonl', '{"id":"1","location":{}}\n'), /bulk file/],
    [
      'a line cut off',
      fileOf('a.jsonl', `${JSON.stringify(network())}\n{"id":"x","name":`),
      /breaks off in the middle of line 2/,
    ],
    [
      'lines in Latin-1',
      fileOf('a.jsonl', Buffer.from(`${JSON.stringify(network({ name: 'Süd' }))}\n`, 'latin1')),
      /not UTF-8 on line 1/,
    ],
    [
      'a feature of no network',
      fileOf('a.geojson', feature({ geometry: null, properties: { id: '1', featureType: 'node' } })),
      /which network it belongs to/,
    ],
    [
      'a feature of no kind',
      fileOf('a.geojson', feature({ geometry: null, properties: { id: '1', network: net } })),
      /which kind/,
    ],
    [
      'swapped axes in a feature',
      fileOf(
        'a.geojson',
        feature({ geometry: { type: 'Point', coordinates: [51.7, 7.8] }, properties: { id: '1', network: net } }),
      ),
      /swapped/,
    ],
    [
      'a bad archive',
      fileOf('a.zip', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200, 7)])),
      /cannot be unpacked/,
    ],
  ])('is refused: %s', async (_what, file, problem) => {
    expect((await errorsOf(file))[0]!.problem).toMatch(problem);
  });

  it('points into a feature, and into a line', async () => {
    const bad = feature({
      geometry: { type: 'Point', coordinates: [51.7, 7.8] },
      properties: { id: '1', status: 'fertig', network: net },
    });
    expect((await errorsOf(fileOf('a.geojson', bad))).map(({ column }) => column)).toEqual([
      '/features/0/properties/status',
      '/features/0/geometry',
    ]);
    const line = JSON.stringify(network({ phases: [{ id: 'p1' }, { id: 'p1' }] }));
    expect((await errorsOf(fileOf('a.jsonl', `\n${line}\n`)))[0]).toMatchObject({
      row: 2,
      column: 'line 2 /phases/1/id',
    });
  });

  it('tells conformance, quality and information apart', async () => {
    const { state, report } = await load(
      fileOf('a.json', {
        networks: [
          network({
            website: 'netz.example',
            nodes: [{ id: 1, type: ['kiosk'], technologies: [], 'x:own': 1, name: '' }],
            organisations: [{ id: 'o1', name: 'Anders', identifier: { scheme: 'HRB' } }],
            spans: [],
            phases: undefined,
            contracts: [],
          }),
        ],
      }),
    );
    expect(state).toBe('imported');
    const of = (level: string) =>
      report.findings.filter((finding) => finding.level === level).map(({ column }) => column);
    expect(of('quality')).toEqual([
      '/networks/0/website',
      '/networks/0/nodes/0/technologies',
      '/networks/0/nodes/0/name',
    ]);
    expect(of('information')).toEqual(
      expect.arrayContaining([
        '/networks/0/nodes/0/id',
        '/networks/0/nodes/0/type/0',
        '/networks/0/nodes/0/x:own',
        '/networks/0/organisations/0/identifier/scheme',
      ]),
    );
  });

  it('keeps the nodes and spans of a network that publishes them in files of their own, and says that it reads none', async () => {
    await load(fileOf('a.json', { networks: [network()] }));
    const { nodes, spans, ...head } = network();
    const elsewhere = ['nodes', 'spans'].map((list) => ({
      rel: `tag:opentelecomdata.net,2022:${list}File`,
      href: `https://netz.example/${list}.jsonl`,
    }));
    const links = [...(head['links'] as object[]), ...elsewhere];
    const result = await load(fileOf('a.json', { networks: [{ ...head, links }] }));
    expect(result.rows).toMatchObject({ added: 0, changed: 1, removed: 0 });
    expect(result.report.findings.filter(({ level }) => level === 'quality')).toMatchObject([
      { value: 'https://netz.example/nodes.jsonl', fix: expect.stringMatching(/Links are not followed/) },
      { value: 'https://netz.example/spans.jsonl' },
    ]);
    expect(
      (await load(fileOf('a.json', { networks: [{ ...head, links, nodes, spans }] }))).report.counts,
    ).toMatchObject({
      quality: 0,
    });
  });

  it.each(['currency', 'country', 'fibreType', 'transmissionMedium'])(
    'refuses what is not in the closed list %s',
    async (name) => {
      const wrong: Record<string, object> = {
        currency: { contracts: [{ id: 'c', value: { amount: 1, currency: 'EURO' } }] },
        country: { organisations: [{ id: 'o1', country: 'GER' }] },
        fibreType: { spans: [{ id: '1', fibreType: 'OS2' }] },
        transmissionMedium: { spans: [{ id: '1', transmissionMedium: ['fibre', 'cable'] }] },
      };
      const [error] = await errorsOf(fileOf('a.json', { networks: [network(wrong[name] as never)] }));
      expect(error!.problem).toBe(`This is not in the codelist ${name}.`);
    },
  );
});

/** A ZIP archive: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.3.7, 4.3.12, 4.3.16) */
async function zipOf(name: string, files: SourceFile[], deflate?: (content: Buffer) => Buffer): Promise<SourceFile> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const chunks: Buffer[] = [];
    for await (const chunk of file.open()) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    const packed = deflate?.(content) ?? content;
    const path = Buffer.from(`netz/${file.name}`);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt16LE(deflate ? 8 : 0, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(path.length, 22);
    const more = Buffer.alloc(14);
    more.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, packed]);
    parts.push(local);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, more, path]));
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return fileOf(name, Buffer.concat([...parts, ...directory, Buffer.from('PK\x05\x06'), end]), 4096);
}
