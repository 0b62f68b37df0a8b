export { cancellable } from './cancellable.js';
export {
  Database,
  openDatabase,
  withoutPassword,
  type OpenOptions,
  type Queryable,
  type QueryOptions,
  type Row,
  type Transaction,
} from './database.js';
export { embeddedAddress, embeddedIsRunning, startEmbeddedDatabase, type EmbeddedDatabase } from './embedded/start.js';
export { isMigrated, migrate, migrationFiles } from './migrate.js';
export { Notices } from './notices.js';
export { sqlFile } from './sql-file.js';
export { UserError } from './user-error.js';
