import { LocalDate, Position } from '@stadtlage/datasets';
import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { EvidenceClass } from '../evidence.js';

export enum SiteStatus {
  PLANNED = 'planned',
  LIVE = 'live',
}
registerEnumType(SiteStatus, {
  name: 'MobileSiteStatus',
  description: 'Whether a site sends.',
  valuesMap: { PLANNED: { description: 'Announced or being built.' }, LIVE: { description: 'In use.' } },
});

@ObjectType({ description: 'A site from which a mobile network sends or is to send, as its operator says.' })
export class MobileSite {
  @Field(() => ID, {
    description: 'Identifier of the statement; it changes when the operator says something else about the site.',
  })
  id: number;

  @Field({ description: "The operator's own identifier of the site." })
  siteId: string;

  @Field(() => [String], { description: 'Generations of the network: 2g, 3g, 4g, 5g, 5g_sa (standalone).' })
  technologies: string[];

  @Field(() => SiteStatus, { description: 'Whether it sends.' })
  status: SiteStatus;

  @Field(() => LocalDate, { nullable: true, description: 'Since when it is live; null where that is not known.' })
  since: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'When a planned site is to be live; null where that is not said.',
  })
  expected: string | null;

  @Field(() => EvidenceClass, { description: 'What the statement rests on.' })
  evidence: EvidenceClass;

  @Field(() => LocalDate, { description: 'Since when this is stated.' })
  validFrom: string;

  @Field(() => Position, { description: 'Where it is, WGS 84 (EPSG:4326).' })
  position: Position;

  operatorId: string;
  runId: number;
}
