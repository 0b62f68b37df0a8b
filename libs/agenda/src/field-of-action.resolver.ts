import { Context, Field, Float, ID, Int, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '@stadtlage/database';
import { loadFor, LocalizedText, type GraphContext } from '@stadtlage/datasets';

@ObjectType({ description: 'A figure of the digital agenda, computed from the open data when it is asked for.' })
export class Indicator {
  @Field(() => ID)
  id: string;

  @Field(() => LocalizedText)
  title: LocalizedText;

  @Field({ description: 'UCUM code (https://ucum.org/ucum).' })
  unit: string;

  @Field(() => ID, { description: 'The open dataset it is computed from.' })
  dataset: string;

  functionName: string;
  parameter: string | null;
}

@ObjectType({ description: 'What an indicator is now, and what it was counted from.' })
export class Figure {
  @Field(() => Float, {
    nullable: true,
    description: 'In the unit of the indicator; null where there is nothing to count.',
  })
  value: number | null;

  @Field(() => Int, { description: 'How many of the total meet it.' })
  counted: number;

  @Field(() => Int, { description: 'How many there are.' })
  total: number;
}

@ObjectType({ description: 'One of the tasks that the council named for the city’s digital strategy.' })
export class FieldOfAction {
  @Field(() => ID)
  id: string;

  @Field(() => LocalizedText)
  title: LocalizedText;
}

interface IndicatorRow {
  id: string;
  field_id: string;
  title_de: string;
  title_en: string;
  unit: string;
  dataset: string;
  function: string;
  parameter: string | null;
}

@Resolver(() => FieldOfAction)
export class FieldOfActionResolver {
  constructor(private readonly database: Database) {}

  @Query(() => [FieldOfAction], { description: 'The fields of action of the digital agenda, in their order.' })
  async fieldsOfAction(): Promise<FieldOfAction[]> {
    const rows = await this.database.query<{ id: string; title_de: string; title_en: string }>(
      'SELECT id, title_de, title_en FROM agenda.field_of_action ORDER BY position',
    );
    return rows.map((row) => ({ id: row.id, title: { de: row.title_de, en: row.title_en } }));
  }

  @ResolveField(() => [Indicator], { description: 'Empty where the platform holds no data for this field yet.' })
  indicators(@Parent() field: FieldOfAction, @Context() context: GraphContext): Promise<Indicator[]> {
    return loadFor(context, 'agenda.indicators', field.id, (ids) => this.load(ids), []);
  }

  private async load(fieldIds: string[]): Promise<Map<string, Indicator[]>> {
    const rows = await this.database.query<IndicatorRow>(
      'SELECT * FROM agenda.indicator WHERE field_id = ANY ($1) ORDER BY field_id, position',
      [fieldIds],
    );
    const byField = new Map<string, Indicator[]>(fieldIds.map((id) => [id, []]));
    for (const row of rows) {
      byField.get(row.field_id)!.push({
        id: row.id,
        title: { de: row.title_de, en: row.title_en },
        unit: row.unit,
        dataset: row.dataset,
        functionName: row.function,
        parameter: row.parameter,
      });
    }
    return byField;
  }
}

@Resolver(() => Indicator)
export class IndicatorResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => Figure, { description: 'Computed now, by the SQL function that the indicator names.' })
  async figure(@Parent() indicator: Indicator): Promise<Figure> {
    // The function's name comes from our own table, written by a migration; format() quotes it all the same.
    const [call] = await this.database.query<{ sql: string }>(
      `SELECT format('SELECT * FROM agenda.%I($1)', $1::text) AS sql`,
      [indicator.functionName],
    );
    const [figure] = await this.database.query<Figure>(call!.sql, [indicator.parameter]);
    return figure!;
  }
}
