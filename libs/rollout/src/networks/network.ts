import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({
  description: 'A fibre network as its publisher describes it: https://open-fibre-data-standard.readthedocs.io/',
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

  runId: number;
}

@ObjectType({ description: 'An organisation that has to do with a fibre network.' })
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

  networkId: string;
}

export interface NetworkSize {
  id: string;
  nodeCount: number;
  spanCount: number;
  lengthKm: number;
}
