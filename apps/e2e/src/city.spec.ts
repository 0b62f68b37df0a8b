// From outside to the map: a gateway publishes, an operator imports, and people see it in GraphQL, downloads and tiles.
import { VectorTile } from '@mapbox/vector-tile';
import { createClient } from 'graphql-ws';
import { connectAsync, type MqttClient } from 'mqtt';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PbfReader } from 'pbf';
import WebSocket from 'ws';
import { createHome, eventually, graphql, runCli, startProgram, type Home, type Program } from './program.js';

interface SensorAnswer {
  id: string;
  gatewayId: string;
  position: { longitude: number; latitude: number };
  datastreams: { id: string; property: string; latest: { phenomenonTime: string; result: number } | null }[];
}

describe('a running city', () => {
  let home: Home;
  let program: Program;
  let gateway: MqttClient;
  let files: string;
  beforeAll(async () => {
    home = await createHome();
    program = await startProgram(home);
    gateway = await connectAsync(home.mqttUrl);
    files = await mkdtemp(join(tmpdir(), 'stadtlage-files-'));
  }, 120_000);
  afterAll(async () => {
    await gateway?.endAsync();
    expect(await program?.interrupt()).toBe(0);
    expect(program?.complaints()).toBe('');
    await rm(files, { recursive: true, force: true });
    await home.remove();
  }, 60_000);

  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${program.url}${path}`, { headers });
  const json = async <T>(path: string) => (await (await get(path)).json()) as T;
  const weatherStation = async () => {
    const { sensors } = await graphql<{ sensors: { nodes: SensorAnswer[] } }>(
      program.url,
      '{ sensors(kind: WEATHER, first: 1) { nodes { id gatewayId position { longitude latitude } datastreams { id property latest { phenomenonTime result } } } } }',
    );
    return sensors.nodes[0]!;
  };
  const publish = (sensor: SensorAnswer, payload: unknown) =>
    gateway.publishAsync(
      `gateways/${sensor.gatewayId}/sensors/${sensor.id}/observations`,
      typeof payload === 'string' ? payload : JSON.stringify(payload),
      { qos: 1 },
    );

  it('is alive, ready and measured', async () => {
    expect(await json('/health/live')).toEqual({ status: 'ok' });
    expect(await json('/health/ready')).toEqual({ status: 'ready', database: true, broker: true });
    await eventually(async () => /^stadtlage_ingest_stored_total [1-9]/m.test(await (await get('/metrics')).text()));
  });

  it('finds an address as people type it and answers with coverage, rollout and sources', async () => {
    const { addresses } = await graphql<{
      addresses: { nodes: { id: string; street: string; houseNumber: number; postcode: string }[] };
    }>(program.url, '{ addresses(first: 1, fibreStatus: [CONNECTED]) { nodes { id street houseNumber postcode } } }');
    const address = addresses.nodes[0]!;
    const typed = `${address.street.toLowerCase().replace('straße', 'str.')} ${address.houseNumber}`;
    const { searchAddresses } = await graphql<{
      searchAddresses: {
        street: string;
        houseNumber: number;
        coverage: { fixed: unknown[] };
        source: { isDemo: boolean };
      }[];
    }>(
      program.url,
      `
        query ($text: String!) {
          searchAddresses(text: $text) {
            street
            houseNumber
            source {
              source
              isDemo
            }
            coverage {
              fibreStatus
              fixed {
                technology
                connectionLevel
                maxDownMbit
                provider {
                  name
                }
                source {
                  source
                  dataDate
                }
              }
              mobile {
                technology
                operator {
                  name
                }
              }
            }
            projects {
              name
              status
              promisedTo
              dateMoves
              provider {
                name
              }
            }
          }
        }
      `,
      { text: typed },
    );
    expect(searchAddresses[0]).toMatchObject({
      street: address.street,
      houseNumber: address.houseNumber,
      source: { isDemo: true },
      coverage: {
        fibreStatus: 'CONNECTED',
        fixed: expect.arrayContaining([
          expect.objectContaining({
            connectionLevel: 'CONNECTED',
            provider: { name: expect.any(String) },
            source: expect.objectContaining({ dataDate: '2026-06-30' }),
          }),
        ]),
        mobile: expect.arrayContaining([expect.objectContaining({ technology: 'G4' })]),
      },
      projects: expect.arrayContaining([
        expect.objectContaining({ status: expect.any(String), provider: { name: expect.any(String) } }),
      ]),
    });
  });

  it('counts each address of a district once, with fibre and gigabit apart', async () => {
    const { districts } = await graphql<{ districts: { id: string; statistics: Record<string, number> | null }[] }>(
      program.url,
      '{ districts { id statistics { addresses unknown fibrePassed fibreConnected gigabit } } }',
    );
    const { addresses } = await graphql<{ addresses: { totalCount: number } }>(
      program.url,
      '{ addresses(first: 1) { totalCount } }',
    );
    const sum = (key: string) => districts.reduce((total, { statistics }) => total + (statistics?.[key] ?? 0), 0);
    expect(sum('addresses')).toBe(addresses.totalCount);
    expect(sum('fibreConnected')).toBeGreaterThan(0);
    expect(sum('fibreConnected')).toBeLessThan(sum('fibrePassed'));
    expect(sum('gigabit')).not.toBe(sum('fibrePassed'));
  });

  it('shows a published reading in GraphQL, to a subscriber and in a tile', async () => {
    const sensor = await weatherStation();
    const socket = createClient({
      url: `${program.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const live: number[] = [];
    const listening = (async () => {
      const query = `subscription ($sensors: [ID!]) { observationAdded(sensors: $sensors, properties: ["temperature"]) { result } }`;
      for await (const { data } of socket.iterate<{ observationAdded: { result: number } }>({
        query,
        variables: { sensors: [sensor.id] },
      })) {
        live.push(data!.observationAdded.result);
        if (live.at(-1) === 41.5) return;
      }
    })();
    await publish(sensor, { ts: new Date().toISOString(), values: { temperature: 40.5 } });
    // The subscription may begin after the first reading; the second one it must hear.
    const again = setInterval(
      () => void publish(sensor, { ts: new Date().toISOString(), values: { temperature: 41.5 } }),
      300,
    );
    await listening;
    clearInterval(again);
    await socket.dispose();

    const temperature = (s: SensorAnswer) => s.datastreams.find(({ property }) => property === 'temperature')!;
    await eventually(async () => temperature(await weatherStation()).latest!.result === 41.5);
    const { tiles } = await json<{ tiles: string[] }>('/tiles/latest-observations.json');
    const z = 13;
    const x = Math.floor(((sensor.position.longitude + 180) / 360) * 2 ** z);
    const latitude = (sensor.position.latitude * Math.PI) / 180;
    const y = Math.floor(((1 - Math.asinh(Math.tan(latitude)) / Math.PI) / 2) * 2 ** z);
    const path = new URL(tiles[0]!.replace('{z}', `${z}`).replace('{x}', `${x}`).replace('{y}', `${y}`), program.url);
    const layer = new VectorTile(new PbfReader(new Uint8Array(await (await fetch(path)).arrayBuffer()))).layers[
      'latest-observations'
    ]!;
    const shown = Array.from({ length: layer.length }, (_, i) => layer.feature(i).properties);
    expect(shown).toContainEqual(expect.objectContaining({ sensor_id: sensor.id, property: 'temperature' }));
  }, 60_000);

  it('keeps what it cannot decode as a row that says why, for operators', async () => {
    await publish(await weatherStation(), '{"ts": "yesterday"');
    const query = '{ rejectedMessages(first: 1) { nodes { topic reason detail payloadText } } }';
    await expect(graphql(program.url, query)).rejects.toThrow(/operator/);

    const { output } = await runCli(['operator', 'add', 'Test'], home.env);
    const token = /^\s*([\w-]{40,})$/m.exec(output)![1]!;
    const rejected = await eventually(async () => {
      const { rejectedMessages } = await graphql<{
        rejectedMessages: { nodes: { topic: string; reason: string; detail: string; payloadText: string }[] };
      }>(program.url, query, {}, token);
      return rejectedMessages.nodes[0];
    });
    expect(rejected.topic).toMatch(/^gateways\/.*\/observations$/);
    expect(rejected).toMatchObject({ detail: expect.stringMatching(/JSON/), payloadText: '{"ts": "yesterday"' });
  }, 30_000);

  it('describes every dataset and offers each as CSV, and as GeoJSON and tiles where it has a place', async () => {
    const { datasets } = await json<{
      datasets: {
        id: string;
        isDemo: boolean;
        tileJsonUrl: string | null;
        downloads: { format: string; url: string }[];
      }[];
    }>('/datasets.json');
    expect(datasets.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['address-coverage', 'rollout-projects', 'sensors', 'districts']),
    );
    for (const { id, downloads, tileJsonUrl } of datasets.filter((dataset) => dataset.id !== 'observations')) {
      for (const { format, url } of downloads) {
        const response = await fetch(new URL(url, program.url));
        expect({ id, format, status: response.status }).toEqual({ id, format, status: 200 });
        const text = await response.text();
        if (format === 'CSV') expect(text.startsWith('id,')).toBe(true);
        else if (/geojson/i.test(url)) expect(JSON.parse(text).type).toBe('FeatureCollection');
        else expect({ id, url, starts: text.slice(0, 1) }).toEqual({ id, url, starts: '{' });
      }
      if (tileJsonUrl) expect((await fetch(new URL(tileJsonUrl, program.url))).status).toBe(200);
    }
    const { vector_layers: layers } = await json<{ vector_layers: { id: string }[] }>('/tiles/city.json');
    const path = new URL('/tiles/city/0/0/0.mvt', program.url);
    for (let i = 0; i < 2; i++) await fetch(path);
    const metrics = await (await fetch(new URL('/metrics', program.url))).text();
    expect(metrics).toMatch(/stadtlage_tiles_kept_total [1-9]/);
    // The web app draws these from one tile: IN_CITY in apps/web/src/map/style.ts. The last says what is not drawn.
    expect(layers.map(({ id }) => id).sort()).toEqual(
      ['base-map', 'streets', 'districts', 'address-coverage', 'rollout-projects', 'truncated'].sort(),
    );
  }, 60_000);

  it('imports a street list while it runs, and shows it', async () => {
    const file = join(files, 'streets.csv');
    await writeFile(
      file,
      'strassenschluessel;bezeichnung;geometry\n05570000000499999;Wegweiserweg;POINT (7.8911 51.7631)\n',
    );
    const run = await runCli(['import', 'streets', file], home.env);
    expect(run).toMatchObject({ status: 0 });
    const { streets } = await graphql<{ streets: { nodes: { key: string; name: string; position: unknown }[] } }>(
      program.url,
      '{ streets(name: "Wegweiserweg") { nodes { key name position { longitude latitude } } } }',
    );
    expect(streets.nodes).toEqual([
      { key: '05570000000499999', name: 'Wegweiserweg', position: { longitude: 7.8911, latitude: 51.7631 } },
    ]);
    expect(await (await get('/datasets/streets.csv')).text()).toContain('Wegweiserweg');
  }, 60_000);

  it('refuses a bad file, says where it is wrong, and changes nothing', async () => {
    const file = join(files, 'bad.csv');
    await writeFile(
      file,
      'strassenschluessel;bezeichnung;geometry\n05570000000488888;Irrweg;POINT (7.89 51.76)\nnot-a-key;Holzweg;POINT (7.89 51.76)\n',
    );
    const before = await (await get('/datasets/streets.csv')).text();
    const run = await runCli(['import', 'streets', file], home.env);
    expect(run.status).toBe(1);
    expect(run.output + run.complaints).toMatch(/3.*strassenschluessel/s);
    expect(await (await get('/datasets/streets.csv')).text()).toBe(before);
    const { importRuns } = await graphql<{ importRuns: { nodes: unknown[] } }>(
      program.url,
      '{ importRuns(dataset: "streets", first: 1) { nodes { state fileName rowsRejected } } }',
    );
    expect(importRuns.nodes).toEqual([{ state: 'refused', fileName: 'bad.csv', rowsRejected: 1 }]);
  }, 60_000);

  it('answers a query that asks for too much with what is allowed', async () => {
    await expect(graphql(program.url, '{ addresses(first: 5000) { nodes { id } } }')).rejects.toThrow(
      'first must be between 1 and 1000, but is 5000',
    );
    const long = `{ districts { id } ${'a: __typename '.repeat(3000)} }`;
    await expect(graphql(program.url, long)).rejects.toThrow('at most 2,000 are answered');
    const socket = createClient({
      url: `${program.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const query = (async () => {
      for await (const answer of socket.iterate({ query: '{ districts { id } }' })) return answer;
      return undefined;
    })();
    await expect(query).rejects.toEqual([
      expect.objectContaining({ message: expect.stringContaining('Only subscriptions are answered here') }),
    ]);
    await socket.dispose();
  });
});
