import { sqlFile, type Database } from '@stadtlage/database';
import { loadFor, type GraphContext } from '@stadtlage/datasets';
import { Field, ID, ObjectType } from '@nestjs/graphql';

const LISTED = sqlFile(import.meta.url, 'providers.sql');

@ObjectType({ description: 'Who sells or operates fixed or mobile access.' })
export class Provider {
  @Field(() => ID, { description: 'A short name in lower case, such as "stadtwerke".' })
  id: string;

  @Field({ description: 'Its name.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'URL of its website.' })
  website: string | null;
}

/** All providers of whom something is said, by name. */
export function readProviders(database: Database): Promise<Provider[]> {
  return database.query<Provider>(LISTED);
}

/**
 * A provider that another row refers to, batched with all others that the request asks for.
 * @throws Error when there is no such provider; the foreign keys rule it out
 */
export async function loadProvider(context: GraphContext, database: Database, id: string): Promise<Provider> {
  const found = await loadFor<Provider | null>(
    context,
    'provider',
    id,
    async (ids) => {
      const rows = await database.query<Provider>(
        'SELECT id, name, website FROM coverage.provider WHERE id = ANY ($1)',
        [ids],
      );
      return new Map(rows.map((provider) => [provider.id, provider]));
    },
    null,
  );
  if (!found) throw new Error(`There is no provider ${id}.`);
  return found;
}
