import type { Database } from '@stadtlage/database';
import { addOperator, listOperators, revokeOperator, ROLES, type Role } from '@stadtlage/operators';
import { Option, type Command } from 'commander';
import { onDatabase, type Open } from '../on-database.js';

/** `stadtlage operator add | list | revoke`: who may do what the public may not. */
export function registerOperatorCommand(program: Command, open: Open): void {
  const operator = program.command('operator').description('Say who may see and change what is not public');

  operator
    .command('add <name>')
    .description('Make a token for a person or a program; it is shown once')
    .addOption(
      new Option('--role <role>', 'what it is for: everything, or the digital agenda alone')
        .choices(ROLES)
        .default('operator'),
    )
    .action((name: string, { role }: { role: Role }) =>
      onDatabase(open, async (database) => printToken(name, await addOperator(database, name, role))),
    );

  operator
    .command('list')
    .description('List the operators and when their tokens were last used')
    .action(() => onDatabase(open, printOperators));

  operator
    .command('revoke <name>')
    .description('Make a token void at once')
    .action((name: string) =>
      onDatabase(open, async (database) => {
        await revokeOperator(database, name);
        console.log(`The token of "${name}" is void.`);
      }),
    );
}

function printToken(name: string, token: string): void {
  console.log(`The token of "${name}", which is not shown again:\n\n  ${token}\n`);
  console.log('Send it with each request to /graphql in the header "Authorization: Bearer <token>",');
  console.log('or sign in with it at /agenda/edit to change the digital agenda.');
}

async function printOperators(database: Database): Promise<void> {
  const operators = await listOperators(database);
  if (!operators.length) console.log('There is no operator. "stadtlage operator add <name>" makes one.');
  for (const { name, role, lastUsedAt, revokedAt } of operators) {
    const state = revokedAt ? `revoked ${revokedAt.toISOString()}` : 'active ';
    console.log(`${state}  ${name}, ${role}; last used ${lastUsedAt?.toISOString() ?? 'never'}`);
  }
}
