import { Database } from '@stadtlage/database';
import {
  DateTime,
  type Connection,
  connectionOf,
  LocalDate,
  numberKey,
  pageOf,
  toConnection,
} from '@stadtlage/datasets';
import { Args, Field, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';

@ObjectType({
  description:
    'A try to import a file, the making of the demo data, or all that residents have reported. Who started it is personal data and is not published.',
})
export class ImportRun {
  @Field(() => ID, { description: 'Its number in this installation; later runs have higher ones.' })
  id: number;

  @Field({ description: 'Which kind of import, as in `stadtlage import <dataset>`.' })
  dataset: string;

  @Field({
    description:
      'file: somebody imported a file; demo: made up for the demo city; report: no import, but what residents have reported, for all of which one run stands.',
  })
  origin: string;

  @Field(() => String, { nullable: true, description: 'Name of the file, without its folder.' })
  fileName: string | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the file, in hexadecimal.' })
  fileSha256: string | null;

  @Field(() => String, { nullable: true, description: 'Publisher or source of the data.' })
  source: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Licence of the source, a code of https://www.dcat-ap.de/def/licenses/ . Null: that of the dataset.',
  })
  licence: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day the data describes.' })
  dataDate: string | null;

  @Field({ description: 'True when the file was only tried.' })
  dryRun: boolean;

  @Field(() => DateTime, { description: 'When it began.' })
  startedAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while it runs.' })
  finishedAt: Date | null;

  @Field({
    description:
      'running; imported: stored; checked: a dry run without errors; refused: the file has errors and changed nothing; failed: the import broke off and changed nothing; rolled_back: it was stored, and taken back later',
  })
  state: string;

  @Field(() => DateTime, { nullable: true, description: 'When what it changed was put back.' })
  rolledBackAt: Date | null;

  @Field(() => Int, { description: 'Records in the file.' })
  rowsRead: number;

  @Field(() => Int, { description: 'Rows that are new in the dataset; in a dry run, that would be.' })
  rowsAdded: number;

  @Field(() => Int, { description: 'Rows whose content differs from before.' })
  rowsChanged: number;

  @Field(() => Int, { description: 'Rows that are no longer in the dataset.' })
  rowsRemoved: number;

  @Field(() => Int, { description: 'Records of the file with errors.' })
  rowsRejected: number;
}

const ImportRunConnection = connectionOf(ImportRun);

@Resolver(() => ImportRun)
export class ImportRunResolver {
  constructor(private readonly database: Database) {}

  @Query(() => ImportRunConnection, { description: 'What was imported, newest first.' })
  async importRuns(
    @Args('dataset', { type: () => String, nullable: true, description: 'Only imports of this kind.' })
    dataset: string | null,
    @Args('first', { type: () => Int, defaultValue: 20, description: 'Entries per page, 1 to 1000.' }) first: number,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' })
    after: string | null,
  ): Promise<Connection<ImportRun>> {
    const page = pageOf(first, after);
    const rows = await this.database.query<ImportRun>(
      `SELECT id, dataset, origin, file_name AS "fileName", file_sha256 AS "fileSha256", source, licence, data_date AS "dataDate",
              dry_run AS "dryRun", started_at AS "startedAt", finished_at AS "finishedAt", state, rolled_back_at AS "rolledBackAt", rows_read AS "rowsRead",
              rows_added AS "rowsAdded", rows_changed AS "rowsChanged", rows_removed AS "rowsRemoved", rows_rejected AS "rowsRejected"
       FROM imports.run
       WHERE ($1::text IS NULL OR dataset = $1) AND ($2::bigint IS NULL OR id < $2)
       ORDER BY id DESC LIMIT $3`,
      [dataset ?? null, numberKey(page.after), page.limit + 1],
    );
    return toConnection(
      rows,
      page.limit,
      ({ id }) => String(id),
      () => this.count(dataset),
    );
  }

  private async count(dataset: string | null): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      'SELECT count(*) FROM imports.run WHERE ($1::text IS NULL OR dataset = $1)',
      [dataset ?? null],
    );
    return row!.count;
  }
}
