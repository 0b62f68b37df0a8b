// What a network is made of, named as in the Open Fibre Data Standard 0.3. Each class says which section of the standard it follows.
import { connectionOf, LocalDate } from '@stadtlage/datasets';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';

const of = (what: string, section: string) =>
  `${what} By the Open Fibre Data Standard 0.3: https://open-fibre-data-standard.readthedocs.io/en/0.3/reference/schema.html#${section}`;
const nullable = (description: string) => ({ nullable: true, description });
const codes = (list: string) => `codes of the list ${list} of the standard`;

@ObjectType({ description: of('A postal address.', 'address') })
export class FibreAddress {
  @Field(() => String, nullable('Street and house number.'))
  streetAddress: string | null;

  @Field(() => String, nullable('Town.'))
  locality: string | null;

  @Field(() => String, nullable('Region, such as a federal state.'))
  region: string | null;

  @Field(() => String, nullable('Postal code.'))
  postalCode: string | null;

  @Field(() => String, nullable('Country, ISO 3166-1 with two letters.'))
  country: string | null;
}

@ObjectType({ description: of('A number of an organisation in a register.', 'identifier') })
export class FibreIdentifier {
  @Field(() => String, nullable('The number in the register.'))
  id: string | null;

  @Field(() => String, nullable('The register, by https://org-id.guide, such as DE-CR.'))
  scheme: string | null;

  @Field(() => String, nullable('The name in the register.'))
  legalName: string | null;

  @Field(() => String, nullable('URL of the entry.'))
  uri: string | null;
}

@ObjectType({ description: of('A related resource of a network.', 'link') })
export class FibreLink {
  @Field(() => String, nullable('URL of the resource.'))
  href: string | null;

  @Field(
    () => String,
    nullable('What it is to the network: an IANA link relation, or a code of the list linkRelationType.'),
  )
  rel: string | null;
}

@ObjectType({ description: of('A document on a contract.', 'document') })
export class FibreDocument {
  @Field(() => String, nullable('Title.'))
  title: string | null;

  @Field(() => String, nullable('Description; how to see it, where it is not online.'))
  description: string | null;

  @Field(() => String, nullable('URL.'))
  url: string | null;

  @Field(() => String, nullable('Media type, such as application/pdf.'))
  format: string | null;
}

@ObjectType({ description: of('A phase in which a network is built.', 'phase') })
export class FibrePhase {
  @Field(() => ID, { description: 'Unique within its network.' })
  id: string;

  @Field(() => String, nullable('Its name.'))
  name: string | null;

  @Field(() => String, nullable('Description.'))
  description: string | null;

  networkId: string;
  funderIds: string[];
}

@ObjectType({ description: of('A point of a network, such as an exchange, a cabinet or an access point.', 'node') })
export class FibreNode {
  @Field(() => ID, { description: 'Unique within its network.' })
  id: string;

  @Field(() => String, nullable('Its name.'))
  name: string | null;

  @Field(() => String, nullable('proposed, planned, underConstruction, operational, decommissioned or inactive.'))
  status: string | null;

  @Field(() => FibreAddress, nullable('Its postal address.'))
  address: FibreAddress | null;

  @Field(() => [String], { description: `What it is: ${codes('nodeType')}, such as pop or cabinet.` })
  type: string[];

  @Field(() => Boolean, nullable('Whether others can get access to the network here.'))
  accessPoint: boolean | null;

  @Field(() => [FibreAddress], { description: 'Connections to other countries: where they lead.' })
  internationalConnections: FibreAddress[];

  @Field(() => Boolean, nullable('Whether there is power for active equipment.'))
  power: boolean | null;

  @Field(() => [String], { description: `Active technologies: ${codes('nodeTechnologies')}.` })
  technologies: string[];

  networkId: string;
  phaseId: string | null;
  physicalProviderId: string | null;
  networkProviderIds: string[];
}

@ObjectType({ description: of('A physical connection between two nodes.', 'span') })
export class FibreSpan {
  @Field(() => ID, { description: 'Unique within its network.' })
  id: string;

  @Field(() => String, nullable('Its name.'))
  name: string | null;

  @Field(() => String, nullable('proposed, planned, underConstruction, operational, decommissioned or inactive.'))
  status: string | null;

  @Field(() => LocalDate, nullable('When it was ready to carry traffic.'))
  readyForServiceDate: string | null;

  @Field(() => Boolean, nullable('Whether it leads from start to end only; else the two ends have no order.'))
  directed: boolean | null;

  @Field(() => [String], { description: 'fibre, microwave, copper or coaxial.' })
  transmissionMedium: string[];

  @Field(() => [String], { description: 'How it is laid: aboveGround or belowGround.' })
  deployment: string[];

  @Field(() => String, nullable('How it is laid, in words.'))
  deploymentDetails: string | null;

  @Field(() => Boolean, nullable('Whether dark fibre is on offer.'))
  darkFibre: boolean | null;

  @Field(() => String, nullable('Type of the fibre by ITU-T, such as G.652.'))
  fibreType: string | null;

  @Field(() => String, nullable('Its subtype, such as G.652.D.'))
  fibreSubtype: string | null;

  @Field(() => String, nullable('The type of the fibre, in words.'))
  fibreTypeDetails: string | null;

  @Field(() => Int, nullable('Number of fibres.'))
  fibreCount: number | null;

  @Field(() => Float, nullable('Length of the cable, kilometres.'))
  fibreLength: number | null;

  @Field(() => [String], { description: `Active technologies: ${codes('spanTechnologies')}.` })
  technologies: string[];

  @Field(() => Float, nullable('Capacity that is lit, Gbit/s.'))
  capacity: number | null;

  @Field(() => String, nullable('The capacity, in words.'))
  capacityDetails: string | null;

  @Field(() => [String], { description: 'Countries it lies in, ISO 3166-1 with two letters.' })
  countries: string[];

  networkId: string;
  startId: string | null;
  endId: string | null;
  phaseId: string | null;
  physicalProviderId: string | null;
  networkProviderIds: string[];
  supplierId: string | null;
}

@ObjectType({ description: of('A contract about a network.', 'contract') })
export class FibreContract {
  @Field(() => ID, { description: 'Unique within its network.' })
  id: string;

  @Field(() => String, nullable('Title.'))
  title: string | null;

  @Field(() => String, nullable('Description.'))
  description: string | null;

  @Field(() => String, nullable('private, public or ppp, or a code of its own.'))
  type: string | null;

  @Field(() => Float, nullable('Its value in the currency.'))
  amount: number | null;

  @Field(() => String, nullable('Currency, ISO 4217.'))
  currency: string | null;

  @Field(() => LocalDate, nullable('When it was signed.'))
  dateSigned: string | null;

  @Field(() => [FibreDocument], { description: 'Documents on it.' })
  documents: FibreDocument[];

  networkId: string;
  phaseIds: string[];
}

export const FibreNodeConnection = connectionOf(FibreNode);
export const FibreSpanConnection = connectionOf(FibreSpan);
export const FibrePhaseConnection = connectionOf(FibrePhase);
export const FibreContractConnection = connectionOf(FibreContract);
