// The limit in the bench of GraphQL: node:http that has PostgreSQL make the whole answer to the nested query with one prepared statement.
import { openDatabase } from '@stadtlage/database';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** $1, $2: from, to (not included). The values of a datastream stand oldest first, as in the service's answer. */
const ANSWER = `
  SELECT json_build_object('data', json_build_object('sensors', json_build_object('nodes', json_agg(
           json_build_object('id', s.id, 'name', s.name, 'datastreams', d.list) ORDER BY s.id))))::text AS answer
  FROM (SELECT id, name FROM sensors.thing WHERE is_public AND kind = 'other' ORDER BY id LIMIT 50) s
  CROSS JOIN LATERAL (
    SELECT json_agg(json_build_object('id', d.id::text, 'property', d.property, 'history', o.list) ORDER BY d.property) AS list
    FROM sensors.datastream d
    CROSS JOIN LATERAL (
      SELECT json_agg(json_build_object(
               'phenomenonTime', to_char(o.phenomenon_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
               'result', o.result) ORDER BY o.phenomenon_time, o.result) AS list
      FROM (
        SELECT phenomenon_time, result FROM sensors.observation
        WHERE datastream_id = d.id AND phenomenon_time >= $1 AND phenomenon_time < $2
        ORDER BY phenomenon_time DESC, result DESC LIMIT 10) o) o
    WHERE d.thing_id = s.id) d`;

process.once('message', ({ databaseUrl }: { databaseUrl: string }) => {
  void openDatabase(databaseUrl).then(({ pool }) => {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
          variables: { from: string; to: string };
        };
        const statement = { name: 'answer', text: ANSWER, values: [variables.from, variables.to] };
        void pool.query<{ answer: string }>(statement).then(({ rows: [row] }) => {
          const body = Buffer.from(row!.answer);
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
          response.end(body);
        });
      });
    }).listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
  });
});
process.once('disconnect', () => process.exit(0));
