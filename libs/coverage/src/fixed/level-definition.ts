import { LocalizedText } from '@stadtlage/datasets';
import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'What a source means by passed, prepared, connected and activated.' })
export class LevelDefinition {
  @Field(() => ID, { description: 'A short name, such as "bnetza_20m"; "unstated" where the source does not say.' })
  id: string;

  @Field(() => LocalizedText, { description: 'The definition in words.' })
  text: LocalizedText;

  @Field(() => String, { nullable: true, description: 'URL where its author explains it.' })
  url: string | null;
}
