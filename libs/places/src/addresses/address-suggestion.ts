import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Address } from './address.js';

export enum SuggestionKind {
  STREET = 'street',
  ADDRESS = 'address',
}
registerEnumType(SuggestionKind, {
  name: 'SuggestionKind',
  description: 'What is offered to somebody who is typing an address.',
  valuesMap: {
    STREET: { description: 'A street: its house number is still to be typed.' },
    ADDRESS: { description: 'An address.' },
  },
});

@ObjectType({ description: 'How an address that is being typed may go on.' })
export class AddressSuggestion {
  @Field(() => SuggestionKind, { description: 'A street while no house number is typed, an address after it.' })
  kind: SuggestionKind;

  @Field({ description: 'On one line: "Bahnhofstraße, 59227 Ahlen", "Bahnhofstraße 5a, 59227 Ahlen".' })
  label: string;

  @Field({
    description:
      'What the search field should hold once this is chosen. Of a street it ends where the house number goes: "59227 Ahlen, Bahnhofstraße ".',
  })
  text: string;

  @Field(() => ID, { nullable: true, description: 'Of a street: Straßenschlüssel, the 17-digit official key.' })
  streetKey: string | null;

  @Field(() => Int, { nullable: true, description: 'Of a street: how many addresses it has in this place.' })
  addressCount: number | null;

  @Field(() => Address, { nullable: true, description: 'The address, where it is one.' })
  address: Address | null;
}
