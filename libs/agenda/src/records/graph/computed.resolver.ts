import { Context, Field, Float, ID, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '@stadtlage/database';
import { Costs, LocalizedText, loadFor, type GraphContext } from '@stadtlage/datasets';
import { computedOf, type Computed } from '../computed.js';
import { AgendaEntry } from './agenda-record.js';

@ObjectType({ description: 'What is computed of a record: from it, and from what else is known now.' })
export class AgendaComputed {
  @Field(() => ID, { description: 'Such as `mbit_per_pupil`: the column of its open dataset, where that has it.' })
  name: string;

  @Field(() => LocalizedText, { description: 'What it says.' })
  title: LocalizedText;

  @Field(() => String, { nullable: true, description: 'The unit of a number (UCUM).' })
  unit: string | null;

  @Field(() => Float, { nullable: true, description: 'Where it is a number; null where it is not known.' })
  number: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where it is a day (YYYY-MM-DD) or a code of the dataset; null where it is not known.',
  })
  text: string | null;
}

@Resolver(() => AgendaEntry)
export class ComputedResolver {
  constructor(private readonly database: Database) {}

  @Costs({ base: 1, entries: 5, each: 0.1 })
  @ResolveField(() => [AgendaComputed], {
    description:
      'What follows from it: of a school its connection, bandwidth by pupil and promised day, of a site its connection, of a system its age and when it is to be renewed, of a course the seats left. Empty where nothing is computed of its kind, and of what was recorded at another moment (`knownAt`).',
  })
  async computed(@Parent() entry: AgendaEntry, @Context() context: GraphContext): Promise<AgendaComputed[]> {
    if (entry.isPast) return [];
    const load = (ids: string[]) => computedOf(this.database, entry.kind, ids);
    const found = await loadFor<Computed[]>(context, `agenda.computed/${entry.kind}`, entry.id, load, []);
    return found.map(({ name, column, value }) => ({
      ...{ name, title: column.description, unit: column.unit ?? null },
      number: typeof value === 'number' ? value : null,
      text: typeof value === 'string' ? value : null,
    }));
  }
}
