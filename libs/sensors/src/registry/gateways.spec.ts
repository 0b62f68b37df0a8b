import { UserError, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { addGateway, listGateways, revokeGateway, rotateGateway } from './gateways.js';
import { RegisteredGateways } from './registered-gateways.js';
import { verifySecret } from './secret.js';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const hashOf = async (id: string) => {
  const [row] = await database.query<{ hash: string | null }>(
    'SELECT secret_hash AS hash FROM sensors.gateway WHERE id = $1',
    [id],
  );
  return row!.hash;
};

describe('a gateway', () => {
  test('gets a secret that is shown once and stored as Mosquitto stores passwords', async () => {
    const secret = await addGateway(database, { id: 'roof', name: 'School roof', topics: ['v3/school@ttn/#'] });
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const hash = await hashOf('roof');
    expect(hash).toMatch(/^\$7\$101\$[\w+/]{16}\$[\w+/]{86}==$/);
    expect(await verifySecret(secret, hash!)).toBe(true);
    expect(await verifySecret(`${secret}x`, hash!)).toBe(false);
    expect(await listGateways(database)).toEqual([
      {
        id: 'roof',
        name: 'School roof',
        confirmed: true,
        topics: ['v3/school@ttn/#'],
        registeredAt: expect.any(Date),
        rotatedAt: null,
        revokedAt: null,
        lastSeenAt: null,
      },
    ]);
  });

  test('that was seen before keeps its name and is confirmed', async () => {
    await database.query(`INSERT INTO sensors.gateway (id, name) VALUES ('seen', 'Seen before')`);
    await addGateway(database, { id: 'seen' });
    const [, seen] = await listGateways(database);
    expect(seen).toMatchObject({ id: 'seen', name: 'Seen before', confirmed: true, registeredAt: expect.any(Date) });
  });

  test('is registered once; then its secret is rotated', async () => {
    const first = await addGateway(database, { id: 'twice' });
    await expect(addGateway(database, { id: 'twice' })).rejects.toThrow(
      'Gateway "twice" is registered already. "stadtlage gateway rotate twice" gives it a new secret.',
    );
    const second = await rotateGateway(database, 'twice');
    expect(await verifySecret(second, (await hashOf('twice'))!)).toBe(true);
    expect(await verifySecret(first, (await hashOf('twice'))!)).toBe(false);
  });

  test('has no secret any more once it is revoked, and can be registered anew', async () => {
    await addGateway(database, { id: 'stolen' });
    await revokeGateway(database, 'stolen');
    expect(await hashOf('stolen')).toBeNull();
    await expect(revokeGateway(database, 'stolen')).rejects.toThrow(
      /was revoked at .*Z\. "stadtlage gateway add stolen"/,
    );
    await expect(rotateGateway(database, 'stolen')).rejects.toThrow(UserError);
    await addGateway(database, { id: 'stolen' });
    expect(await hashOf('stolen')).not.toBeNull();
  });

  test('must be registered before it can be rotated', async () => {
    await expect(rotateGateway(database, 'nobody')).rejects.toThrow(
      'Gateway "nobody" is not registered. "stadtlage gateway add nobody" registers it.',
    );
  });

  test.each([
    ['empty', ''],
    ['two levels of a topic', 'a/b'],
    ['a wildcard', 'a+'],
    ['a comment in a password file', '#a'],
    ['two fields of a password file', 'a:b'],
    ['two lines', 'a\nuser b'],
    ['indented', ' a'],
    ['of 101 characters', 'x'.repeat(101)],
  ])('cannot have an id that is %s', async (_, id) => {
    await expect(addGateway(database, { id })).rejects.toThrow('cannot be used: write 1 to 100 printable characters');
  });

  test('cannot have the name of Stadtlage itself', async () => {
    await expect(addGateway(database, { id: 'stadtlage' })).rejects.toThrow("Stadtlage's own name on the broker");
  });

  test('cannot claim the topics of another one until that is revoked', async () => {
    await addGateway(database, { id: 'north', topics: ['tele/north/+'] });
    const south = () => addGateway(database, { id: 'south', topics: ['stat/#', 'tele/#'] });
    await expect(south()).rejects.toThrow('The topic filter "tele/#" overlaps "tele/north/+" of gateway "north"');
    await revokeGateway(database, 'north');
    await south();
  });
});

describe('the registered gateways in memory', () => {
  test('follow every change that any process makes', async () => {
    await addGateway(database, { id: 'early', topics: ['early/+/up'] });
    const gateways = await RegisteredGateways.open(database, { warn() {} });
    try {
      expect(gateways.ownerOf('early/device/up')).toBe('early');
      expect(gateways.ownerOf('late/device/up')).toBeUndefined();

      const next = () => new Promise<void>((changed) => gateways.onChange(changed));
      let changed = next();
      await addGateway(database, { id: 'late', topics: ['late/#'] });
      await changed;
      expect(gateways.ownerOf('late/device/up')).toBe('late');

      changed = next();
      await revokeGateway(database, 'late');
      await changed;
      expect(gateways.get('late')).toEqual({ id: 'late', secretHash: null, topics: ['late/#'] });
      expect(gateways.ownerOf('late/device/up')).toBeUndefined();
      expect(gateways.active().map(({ id }) => id)).not.toContain('late');
    } finally {
      gateways.close();
    }
  });
});
