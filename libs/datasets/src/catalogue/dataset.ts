import { Field, ID, ObjectType } from '@nestjs/graphql';
import { LocalDate, LocalizedText } from '../graph/scalars.js';

@ObjectType({ description: 'One column of an open dataset.' })
export class DatasetColumn {
  @Field({ description: 'Its name in the files and in the tiles.' })
  name: string;

  @Field({ description: 'text, integer, number, boolean, date (YYYY-MM-DD) or timestamp (ISO 8601, UTC).' })
  type: string;

  @Field(() => String, {
    nullable: true,
    description: 'UCUM code (https://ucum.org/ucum), where the column is a quantity.',
  })
  unit: string | null;

  @Field(() => LocalizedText, { description: 'What it means.' })
  description: LocalizedText;
}

@ObjectType({ description: 'One way to take a dataset away as a file.' })
export class DatasetDownload {
  @Field({ description: 'CSV (RFC 4180, UTF-8), GeoJSON (RFC 7946), or the standard that the file follows.' })
  format: string;

  @Field({ description: 'Such as `text/csv`: https://www.iana.org/assignments/media-types' })
  mediaType: string;

  @Field({ description: 'Absolute where the service knows its public address, else relative to its root.' })
  url: string;
}

@ObjectType({ description: 'Somebody whose data a dataset holds. Their licence goes with what one takes away.' })
export class DatasetSource {
  @Field({ description: 'As the import named it.' })
  name: string;

  @Field({ description: 'Code of https://www.dcat-ap.de/def/licenses/' })
  licence: string;

  @Field(() => LocalDate, { nullable: true, description: 'The day their newest data describes, as they state it.' })
  date: string | null;
}

/** An entry of the catalogue. The same shape is answered as JSON at `/datasets.json`. */
@ObjectType({ description: 'An open dataset: what it says, under which licence, and where to take it from.' })
export class Dataset {
  @Field(() => ID, { description: 'Its name in URLs, such as `addresses` in `/datasets/addresses.csv`.' })
  id: string;

  @Field(() => LocalizedText, { description: 'What it is called.' })
  title: LocalizedText;

  @Field(() => LocalizedText, { description: 'What it says, and what it does not.' })
  description: LocalizedText;

  @Field({
    description:
      'Code of https://www.dcat-ap.de/def/licenses/ : of the licences of its sources the one that asks the most of whoever takes the data.',
  })
  licence: string;

  @Field({ description: "Where the licence's text is." })
  licenceUrl: string;

  @Field({ description: 'Who answers for it.' })
  publisher: string;

  @Field({ description: 'Code of http://publications.europa.eu/resource/authority/data-theme' })
  theme: string;

  @Field({ description: 'Code of http://publications.europa.eu/resource/authority/frequency' })
  updateRhythm: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where the stored data comes from, as its last import states it, and the demo data beside it.',
  })
  source: string | null;

  @Field(() => [DatasetSource], {
    description: 'Everybody whose data it holds. Empty for a dataset that is computed from others.',
  })
  sources: DatasetSource[];

  @Field({
    description:
      'The data is made up, at least in part: importing files does not remove the demo data. Computed datasets without an import of their own count as demo data while any dataset is.',
  })
  isDemo: boolean;

  @Field(() => Date, { nullable: true, description: 'When the stored data last changed. Null: nothing is stored yet.' })
  changedAt: Date | null;

  @Field(() => [DatasetColumn], { description: 'In the order of the CSV file, without the geometry.' })
  columns: DatasetColumn[];

  @Field(() => [DatasetDownload], { description: 'The files to take it away as.' })
  downloads: DatasetDownload[];

  @Field(() => String, {
    nullable: true,
    description: 'TileJSON 3 of the vector tiles. Null: the dataset is not on the map.',
  })
  tileJsonUrl: string | null;

  /** Rises with every change; 0 while nothing is stored. */
  version: number;
}
