import { Context, Field, Float, ID, Int, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '@stadtlage/database';
import { loadFor, LocalizedText, type GraphContext } from '@stadtlage/datasets';

@ObjectType({ description: 'A figure of the digital agenda, computed from the open data when it is asked for.' })
export class Indicator {
  @Field(() => ID, { description: 'A short name in lower case, such as `fibre-residential`.' })
  id: string;

  @Field(() => LocalizedText, { description: 'What it counts.' })
  title: LocalizedText;

  @Field({ description: 'UCUM code (https://ucum.org/ucum).' })
  unit: string;

  @Field(() => ID, { description: 'The open dataset it is computed from.' })
  dataset: string;
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
  @Field(() => ID, { description: 'A short name in lower case, such as `smart-city`.' })
  id: string;

  @Field(() => LocalizedText, { description: 'What it is called.' })
  title: LocalizedText;
}

interface IndicatorRow {
  id: string;
  field_id: string;
  title_de: string;
  title_en: string;
  unit: string;
  dataset: string;
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
      'SELECT id, field_id, title_de, title_en, unit, dataset FROM agenda.indicator WHERE field_id = ANY ($1) ORDER BY field_id, position',
      [fieldIds],
    );
    const byField = new Map<string, Indicator[]>(fieldIds.map((id) => [id, []]));
    for (const row of rows) {
      byField.get(row.field_id)!.push({
        id: row.id,
        title: { de: row.title_de, en: row.title_en },
        unit: row.unit,
        dataset: row.dataset,
      });
    }
    return byField;
  }
}

@Resolver(() => Indicator)
export class IndicatorResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => Figure, { description: 'Computed now, by the SQL function that the indicator names.' })
  async figure(@Parent() { id }: Indicator, @Context() context: GraphContext): Promise<Figure> {
    const found = await loadFor<Figure | null>(context, 'agenda.figure', id, (ids) => this.compute(ids), null);
    if (!found) throw new Error(`There is no indicator ${id}.`);
    return found;
  }

  private async compute(ids: string[]): Promise<Map<string, Figure>> {
    // The functions' names come from our own table, written by migrations; format() quotes them all the same.
    const [call] = await this.database.query<{ sql: string }>(
      `SELECT string_agg(format('SELECT %L AS id, figure.* FROM agenda.%I(%L) AS figure', id, function, parameter), ' UNION ALL ') AS sql
       FROM agenda.indicator WHERE id = ANY ($1)`,
      [ids],
    );
    const figures = await this.database.query<Figure & { id: string }>(call!.sql);
    return new Map(figures.map(({ id, ...figure }) => [id, figure]));
  }
}
