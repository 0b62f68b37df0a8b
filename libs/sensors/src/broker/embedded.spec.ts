import { connectAsync } from 'mqtt';
import { UserError } from '@stadtlage/database';
import { startEmbeddedBroker } from './embedded.js';

describe('the embedded broker', () => {
  test('lets in nobody but Stadtlage itself where it is not told who else may come', async () => {
    const broker = await startEmbeddedBroker({ port: 0 });
    try {
      const { port } = new URL(broker.url);
      const guest = connectAsync(`mqtt://127.0.0.1:${port}`, { protocolVersion: 4, reconnectPeriod: 0 }, false);
      await expect(guest).rejects.toThrow('Not authorized');
      await (await connectAsync(broker.url, { protocolVersion: 4 })).endAsync();
    } finally {
      await broker.stop();
    }
  });

  test('a taken port is a mistake that names the setting and the fix', async () => {
    const first = await startEmbeddedBroker({ port: 0 });
    try {
      const second = startEmbeddedBroker({ port: Number(new URL(first.url).port) });
      await expect(second).rejects.toThrow(UserError);
      await expect(second).rejects.toThrow(/MQTT_PORT: port \d+ is taken.*MQTT_URL/);
    } finally {
      await first.stop();
    }
  });
});
