// What Stadtlage is measured against, in a process of its own: node receiver.js <bare | insert> <mqtt url> <messages> <prefix> <database url>
//   bare    receives every message and throws it away
//   insert  writes each message with one INSERT per reading and acknowledges it after that, as most integrations do
import { connectAsync } from 'mqtt';
import { Pool } from 'pg';

const [kind, url, count, prefix, database] = process.argv.slice(2) as [string, string, string, string, string];
const client = await connectAsync(url, {
  clientId: `${prefix}-${kind}`,
  protocolVersion: 5,
  properties: { receiveMaximum: 5_000 },
});
let received = 0;
const onReceived = () => ++received === Number(count) && process.send!('all');

if (kind === 'bare') client.on('message', onReceived);
else {
  const pool = new Pool({ connectionString: database, max: 1 });
  await pool.query(
    'CREATE TABLE naive (thing text, property text, time timestamptz, result float8, PRIMARY KEY (thing, property, time))',
  );
  client.handleMessage = async ({ topic, payload }, done) => {
    const { ts, values } = JSON.parse(payload.toString()) as { ts: number; values: Record<string, number> };
    const thing = topic.split('/')[3];
    for (const [property, result] of Object.entries(values))
      await pool.query('INSERT INTO naive VALUES ($1, $2, $3, $4)', [thing, property, new Date(ts), result]);
    done();
    onReceived();
  };
}
await client.subscribeAsync(`gateways/${prefix}/#`, { qos: 1 });
process.on('disconnect', () => process.exit(0));
process.send!('ready');
