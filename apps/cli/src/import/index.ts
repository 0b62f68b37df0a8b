export { registerImportCommand } from './import-command.js';
