import { LocalDate } from '@stadtlage/datasets';
import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { FibreIdentifier, FibreLink } from './parts.js';

@ObjectType({
  description:
    'A fibre network as its publisher describes it, by the Open Fibre Data Standard 0.3: https://open-fibre-data-standard.readthedocs.io/en/0.3/reference/schema.html#network',
})
export class FibreNetwork {
  @Field(() => ID, { description: 'The identifier its publisher gave it.' })
  id: string;

  @Field({ description: 'Its name.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Who published it.' })
  publisher: string | null;

  @Field(() => String, { nullable: true, description: 'URL of its website.' })
  website: string | null;

  @Field(() => FibreIdentifier, { nullable: true, description: 'The number of its publisher in a register.' })
  publisherIdentifier: FibreIdentifier | null;

  @Field(() => LocalDate, { nullable: true, description: 'When it was published.' })
  publicationDate: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'When the positions were taken.' })
  collectionDate: string | null;

  @Field(() => Float, { nullable: true, description: 'How far off the positions may be, metres.' })
  accuracy: number | null;

  @Field(() => String, { nullable: true, description: 'The accuracy, in words.' })
  accuracyDetails: string | null;

  @Field(() => String, { nullable: true, description: 'Language of its texts, BCP 47.' })
  language: string | null;

  @Field(() => [FibreLink], { description: 'Related resources, without the schema of the standard.' })
  links: FibreLink[];

  runId: number;
}

@ObjectType({
  description:
    'An organisation that has to do with a fibre network. By the Open Fibre Data Standard 0.3: https://open-fibre-data-standard.readthedocs.io/en/0.3/reference/schema.html#organisation',
})
export class FibreOrganisation {
  @Field(() => ID, { description: 'Unique within its network.' })
  id: string;

  @Field({ description: 'Its name.' })
  name: string;

  @Field(() => [String], {
    description: 'What it does there, such as physicalInfrastructureProvider or networkProvider.',
  })
  roles: string[];

  @Field(() => String, { nullable: true, description: 'URL of its website.' })
  website: string | null;

  @Field(() => FibreIdentifier, { nullable: true, description: 'Its number in a register.' })
  identifier: FibreIdentifier | null;

  @Field(() => String, { nullable: true, description: 'Country where it is registered, ISO 3166-1 with two letters.' })
  country: string | null;

  @Field(() => String, { nullable: true, description: 'What it does there, in words.' })
  roleDetails: string | null;

  @Field(() => String, { nullable: true, description: 'URL of its logo.' })
  logo: string | null;

  networkId: string;
}

export interface NetworkSize {
  id: string;
  nodeCount: number;
  spanCount: number;
  lengthKm: number;
}
