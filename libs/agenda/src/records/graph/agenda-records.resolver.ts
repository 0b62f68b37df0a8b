import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { Database, sqlFile } from '@stadtlage/database';
import { Costs, DateTime, pageOf, toConnection, type Connection } from '@stadtlage/datasets';
import { AgendaKind } from '../../changes/change.js';
import { columnNames } from '../../kinds/csv-columns.js';
import { jsonSchemaOf, KINDS, type Kind } from '../../kinds/index.js';
import type { AgendaRecord } from '../store.js';
import { AgendaEntryConnection, AgendaKindOfRecord, type AgendaEntry } from './agenda-record.js';
import { entryOf } from './entry.js';

const RECORDS = sqlFile(import.meta.url, 'agenda-records.sql');

const KINDS_OF_RECORDS: AgendaKindOfRecord[] = KINDS.map((kind) => {
  const { id, title, plural, about, field, section, datasets } = kind;
  const columns = columnNames(kind);
  return { kind: id, title, plural, about, field, section, datasets, columns, schema: jsonSchemaOf(kind) };
});

@Resolver()
export class AgendaRecordsResolver {
  constructor(private readonly database: Database) {}

  @Query(() => AgendaEntryConnection, {
    description: 'Schools, public services, courses and whatever else is recorded for the fields of action, by id.',
  })
  async agendaRecords(
    @Args('kind', { type: () => AgendaKind, description: 'Of which kind.' }) kind: Kind,
    @Args('first', { type: () => Int, defaultValue: 50, description: '1 to 1,000.' }) first: number,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor: what follows it.' })
    after: string | null,
    @Args('knownAt', {
      type: () => DateTime,
      nullable: true,
      description: 'As they were recorded at this moment. Default: now.',
    })
    knownAt: Date | null,
  ): Promise<Connection<AgendaEntry>> {
    const page = pageOf(first, after);
    const rows = await this.database.query<AgendaRecord<object>>(RECORDS, [kind, knownAt, page.after, page.limit + 1]);
    return toConnection(
      rows.map((row) => ({ ...entryOf(kind, row), isPast: knownAt !== null && knownAt !== undefined })),
      page.limit,
      ({ id }) => id,
      async () => {
        const [all] = await this.database.query<{ count: number }>(`SELECT count(*) FROM (${RECORDS}) matching`, [
          ...[kind, knownAt, null, null],
        ]);
        return all!.count;
      },
    );
  }

  @Costs({ entries: KINDS.length })
  @Query(() => [AgendaKindOfRecord], { description: 'What is recorded of the agenda, and how.' })
  agendaKinds(): AgendaKindOfRecord[] {
    return KINDS_OF_RECORDS;
  }
}
