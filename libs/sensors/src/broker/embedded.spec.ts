import { UserError } from '@stadtlage/database';
import { startEmbeddedBroker } from './embedded.js';

describe('the embedded broker', () => {
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
