import { Field, ID, ObjectType } from '@nestjs/graphql';
import { LocalizedText } from '@stadtlage/datasets';

@ObjectType({ description: 'One of the tasks that the council named for the city’s digital strategy.' })
export class FieldOfAction {
  @Field(() => ID, { description: 'A short name in lower case, such as `smart-city`.' })
  id: string;

  @Field(() => LocalizedText, { description: 'What it is called.' })
  title: LocalizedText;
}
