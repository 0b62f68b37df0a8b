import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { takenPort } from './claim-ports.js';

const other = createServer();
let port: string;
beforeAll(async () => {
  await once(other.listen(0, '127.0.0.1'), 'listening');
  port = String((other.address() as AddressInfo).port);
});
afterAll(() => void other.close());

describe('the ports that a start needs', () => {
  test('are told apart from those that another program has, with another one to use', async () => {
    const sentence = (name: string) =>
      `${name}: ${port} is taken by another program. Stop it, or choose another port: ${name}=${Number(port) + 1} npm start.`;
    expect(await takenPort({ PORT: port, MQTT_PORT: '0' })).toBe(sentence('PORT'));
    expect(await takenPort({ PORT: '0', MQTT_PORT: port })).toBe(sentence('MQTT_PORT'));
    expect(await takenPort({ PORT: '0', MQTT_PORT: '0' })).toBeUndefined();
  });

  test('are not asked for where a broker is named, nor where they are no ports', async () => {
    expect(await takenPort({ PORT: '0', MQTT_PORT: port, MQTT_URL: 'mqtt://127.0.0.1' })).toBeUndefined();
    expect(await takenPort({ PORT: 'eighty', MQTT_PORT: '0' })).toBeUndefined();
  });
});
