// PostGraphile 5 on the tables of the service, for the bench of GraphQL: one process, as its documentation has it for production, without
// GraphiQL, watch mode and websockets. It runs in the Node that peers.ts found for it, and takes its packages from there.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/* eslint-disable @typescript-eslint/no-explicit-any -- its packages are not there when this is compiled */
async function start(folder: string, databaseUrl: string): Promise<number> {
  const load = createRequire(join(folder, 'package.json')) as (name: string) => any;
  const filterable = { tags: { behavior: '+condition:attribute:filterBy' } };
  const pgl = load('postgraphile').postgraphile({
    extends: [load('postgraphile/presets/amber').PostGraphileAmberPreset],
    plugins: [
      // What the catalogue of the database does not tell: whose the observations are, and that sensors are asked for by their kind.
      load('postgraphile/utils').jsonPgSmartTags({
        version: 1,
        config: {
          class: {
            'sensors.observation': {
              tags: { foreignKey: '(datastream_id) references sensors.datastream (id)' },
            },
          },
          attribute: { 'sensors.thing.kind': filterable, 'sensors.thing.is_public': filterable },
        },
      }),
    ],
    pgServices: [
      load('postgraphile/adaptors/pg').makePgService({
        connectionString: databaseUrl,
        schemas: ['sensors'],
        pubsub: false,
      }),
    ],
    // Answers as strings: not the default, but meant to be faster, and in short trials never slower.
    grafserv: { graphiql: false, watch: false, websockets: false, outputDataAsString: true },
  });
  const server = createServer();
  await pgl.createServ(load('postgraphile/grafserv/node').grafserv).addTo(server);
  await pgl.getSchema();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}

process.once('message', ({ folder, databaseUrl }: { folder: string; databaseUrl: string }) => {
  void start(folder, databaseUrl).then((port) => process.send!({ port }));
});
process.once('disconnect', () => process.exit(0));
