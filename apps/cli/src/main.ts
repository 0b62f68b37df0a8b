import 'reflect-metadata';
import { UserError } from '@stadtlage/database';
import { readSettings } from '@stadtlage/server';
import { Command } from 'commander';
import { constants, setPriority } from 'node:os';
import { registerAgendaCommand } from './agenda/index.js';
import { registerBenchCommand } from './bench/index.js';
import { registerDemoCommand } from './demo/index.js';
import { dev } from './dev.js';
import { registerExportCommand } from './export/index.js';
import { registerGatewayCommand } from './gateway/index.js';
import { registerImportCommand } from './import/index.js';
import { registerOperatorCommand } from './operator/index.js';
import { openPlatformDatabase } from './platform.js';
import { registerRejectedCommands } from './rejected/index.js';
import { registerSensorCommand } from './sensor/index.js';
import { registerReportCommand } from './report/index.js';
import { start } from './start.js';

const settings = () => readSettings(process.env);
const open = () => openPlatformDatabase(settings());
const program = new Command('stadtlage')
  .description(
    "A city's digital infrastructure as open data. Settings are environment variables: docs/generated/env.md",
  )
  .showHelpAfterError('(stadtlage --help shows the commands)');

program.command('start').description('Start everything: database, broker, service, demo gateways').action(start);
program.command('dev').description('As start, and reload server and web app on change').action(dev);
registerImportCommand(program, open, () => setPriority(constants.priority.PRIORITY_BELOW_NORMAL));
registerExportCommand(program, open, settings);
registerDemoCommand(program, open);
registerSensorCommand(program, open);
registerGatewayCommand(program, open, settings);
registerOperatorCommand(program, open);
registerRejectedCommands(program, open, settings);
registerReportCommand(program, open);
registerAgendaCommand(program, open);
registerBenchCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof UserError ? error.message : error);
  process.exit(1);
}
