import { connectionOf, LocalDate } from '@stadtlage/datasets';
import { Field, ID, ObjectType } from '@nestjs/graphql';
import { EvidenceClass } from '../evidence.js';
import { MobileTechnology } from './mobile-availability.js';

@ObjectType({ description: 'All that one operator serves outdoors with one technology, by one source.' })
export class MobileArea {
  @Field(() => ID, { description: 'The same as in the dataset mobile-availability.' })
  id: number;

  @Field(() => MobileTechnology, { description: 'Generation of the network.' })
  technology: MobileTechnology;

  @Field(() => EvidenceClass, { description: 'What the statement rests on.' })
  evidence: EvidenceClass;

  @Field(() => LocalDate, { description: 'Since when this holds, according to the source.' })
  validFrom: string;

  operatorId: string;
  runId: number;
  /** The box that was asked for, or nulls. */
  west: number | null;
  south: number | null;
  east: number | null;
  north: number | null;
}

export const MobileAreaConnection = connectionOf(MobileArea);
