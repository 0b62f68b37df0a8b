import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate, migrationFiles } from './migrate.js';

const server = process.env['TEST_DATABASE_URL'];
const onPostgres = server ? it : it.skip;

describe('migrations', () => {
  onPostgres(
    'run once when two programs start at the same moment (needs TEST_DATABASE_URL: see CONTRIBUTING.md)',
    async () => {
      const name = `stadtlage_migrate_${randomBytes(4).toString('hex')}`;
      const admin = new pg.Client({ connectionString: server });
      await admin.connect();
      await admin.query(`CREATE DATABASE ${name}`);
      try {
        const url = new URL(server!);
        url.pathname = `/${name}`;
        const ran = await Promise.all([migrate(url.toString()), migrate(url.toString())]);
        expect(ran.map(({ length }) => length).sort()).toEqual([0, migrationFiles().length]);
        expect(await migrate(url.toString())).toEqual([]);
      } finally {
        await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
        await admin.end();
      }
    },
  );

  it('are numbered without a gap', () => {
    expect(migrationFiles().map((file) => Number(file.slice(0, 4)))).toEqual(migrationFiles().map((_, i) => i + 1));
  });
});
