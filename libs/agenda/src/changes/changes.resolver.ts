import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { Database, sqlFile } from '@stadtlage/database';
import { DateTime, pageOf, toConnection, type Connection } from '@stadtlage/datasets';
import { GraphQLError } from 'graphql';
import { isKind, kindOf, KINDS } from '../kinds/index.js';
import { AgendaChange, AgendaChangeConnection } from './change.js';

const CHANGES = sqlFile(import.meta.url, 'changes.sql');
const KEY = /^(\d{1,15})\/([a-z-]+)\/([a-z0-9-]+)\/(\d{1,9})$/;

const keyOf = ({ recordedAt, kind, id, version }: AgendaChange) => `${recordedAt.getTime()}/${kind}/${id}/${version}`;

/** `content`: of this version; of a withdrawal, the one before. */
type Row = Omit<AgendaChange, 'title'> & { content: object };

@Resolver()
export class AgendaChangesResolver {
  constructor(private readonly database: Database) {}

  @Query(() => AgendaChangeConnection, {
    description: 'What was added, changed or withdrawn of the agenda, the oldest first.',
  })
  async agendaChanges(
    @Args('since', { type: () => DateTime, description: 'The first moment.' }) since: Date,
    @Args('first', { type: () => Int, defaultValue: 50, description: '1 to 1,000.' }) first: number,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor: what follows it.' })
    after: string | null,
  ): Promise<Connection<AgendaChange>> {
    const page = pageOf(first, after);
    const rows = await this.database.query<Row>(CHANGES, [
      since,
      ...valuesOf(page.after),
      page.limit + 1,
      KINDS.map(({ id }) => id),
    ]);
    const found = rows.map(({ content, ...row }): AgendaChange => ({
      ...row,
      title: kindOf(row.kind).nameOf(content as never),
    }));
    return toConnection(found, page.limit, keyOf, async () => {
      const [row] = await this.database.query<{ count: number }>(
        'SELECT count(*) FROM agenda.record WHERE recorded_at >= $1 AND kind = ANY ($2)',
        [since, KINDS.map(({ id }) => id)],
      );
      return row!.count;
    });
  }
}

/** @throws GraphQLError BAD_USER_INPUT where it is no key of this list */
function valuesOf(key: string | null): (Date | string | number | null)[] {
  if (key === null) return [null, null, null, null];
  const [, at, kind, id, version] = KEY.exec(key) ?? [];
  if (at && isKind(kind!)) return [new Date(Number(at)), kind, id!, Number(version)];
  throw new GraphQLError('after is not a cursor of this list: use an endCursor that it gave you.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}
