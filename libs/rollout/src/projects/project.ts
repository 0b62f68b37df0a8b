import { connectionOf, DateTime, LocalDate, type AsOf } from '@stadtlage/datasets';
import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

export enum RolloutStatus {
  ANNOUNCED = 'announced',
  DEMAND_AGGREGATION = 'demand_aggregation',
  REJECTED = 'rejected',
  FUNDING_APPLICATION = 'funding_application',
  TENDERED = 'tendered',
  PLANNED = 'planned',
  UNDER_CONSTRUCTION = 'under_construction',
  PASSED = 'passed',
  PREPARED = 'prepared',
  CONNECTED = 'connected',
  ACTIVATED = 'activated',
  PAUSED = 'paused',
  DECOMMISSIONED = 'decommissioned',
}
registerEnumType(RolloutStatus, {
  name: 'RolloutStatus',
  description: 'How far a rollout project is.',
  valuesMap: {
    ANNOUNCED: { description: 'The provider has said that it means to build.' },
    DEMAND_AGGREGATION: { description: 'The provider collects pre-orders and builds only if there are enough.' },
    REJECTED: { description: 'It will not be built.' },
    FUNDING_APPLICATION: { description: 'Public money has been applied for.' },
    TENDERED: { description: 'The work has been put out to tender.' },
    PLANNED: { description: 'It will be built; the works have not begun.' },
    UNDER_CONSTRUCTION: { description: 'The works are under way.' },
    PASSED: { description: 'The lines lie in the streets; connections can be ordered.' },
    PREPARED: { description: 'The lines are laid up to the buildings.' },
    CONNECTED: { description: 'The lines end in the buildings.' },
    ACTIVATED: { description: 'The connections are in use.' },
    PAUSED: { description: 'The works were begun and rest.' },
    DECOMMISSIONED: { description: 'What was built is no longer used.' },
  },
});

@ObjectType({
  description:
    'A fibre rollout project: who builds where, and what was promised for when. Status, window and moves are those of the day and the knowledge asked for, also in its phases; name, area, addresses, demand aggregation and funding have no history here and are always the newest.',
})
export class RolloutProject {
  @Field(() => ID, { description: 'A short name in lower case, such as "ausbau-ost".' })
  id: string;

  @Field({ description: 'Its name.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'What it is about, in the words of its source.' })
  description: string | null;

  @Field({ description: 'Who pays: own (the provider), federal, state or municipal.' })
  funding: string;

  @Field(() => RolloutStatus, {
    description:
      'Where it stands on the day asked for: what was last said of the whole, else where the phase stands in which most happens.',
  })
  status: RolloutStatus;

  @Field({
    description:
      'The same as a code of the Open Fibre Data Standard 0.3: proposed, planned, underConstruction, inactive (complete, not in use), operational or decommissioned.',
  })
  ofdsStatus: string;

  @Field(() => LocalDate, { description: 'The day from which this status holds.' })
  statusSince: string;

  @Field(() => LocalDate, { nullable: true, description: 'First day of the window that is promised on that day.' })
  promisedFrom: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Last day of the window that is promised on that day.' })
  promisedTo: string | null;

  @Field({
    description:
      'Whether the last promised day has passed by the day asked for, and what was promised is neither built nor given up.',
  })
  isOverdue: boolean;

  @Field(() => Int, {
    description: 'How often the last promised day was moved up to then. The history has every promise.',
  })
  dateMoves: number;

  providerId: string;
  runId: number;
  asOf: AsOf;
}

@ObjectType({ description: 'What was said about a project, and when it became known here. Entries are never changed.' })
export class RolloutStatusChange {
  @Field(() => LocalDate, { description: 'The day from which it holds.' })
  validFrom: string;

  @Field(() => DateTime, { description: 'When it became known here.' })
  recordedAt: Date;

  @Field(() => RolloutStatus, { description: 'Where the project stood from that day.' })
  status: RolloutStatus;

  @Field(() => LocalDate, { nullable: true, description: 'First day of the window promised then.' })
  promisedFrom: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Last day of the window promised then.' })
  promisedTo: string | null;

  @Field(() => String, { nullable: true, description: 'The reason, where one was given.' })
  note: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the phase; null where the whole project is meant.' })
  phase: string | null;

  projectId: string;
  phaseId: string;
  runId: number;
}

export const RolloutProjectConnection = connectionOf(RolloutProject);
