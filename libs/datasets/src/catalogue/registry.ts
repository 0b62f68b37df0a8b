import type { Database } from '@stadtlage/database';
import type { DatasetDefinition } from '../definition.js';
import { readStates, toDataset } from './catalogue.js';
import { checkViews } from './check-views.js';
import type { Dataset } from './dataset.js';

export interface RegistryOptions {
  /** Whoever answers for the data, as the catalogue names it. */
  publisher: string;
  /** Where the service is reached from outside, such as `https://daten.example.de`. Without it the catalogue's URLs are relative. */
  publicUrl?: string;
}

/** All open datasets of the platform. Every public face looks its datasets up here. */
export class Registry {
  readonly all: readonly DatasetDefinition[];
  readonly publisher: string;
  /** Without a trailing slash. */
  readonly publicUrl: string | undefined;
  private readonly byId: Map<string, DatasetDefinition>;

  /** @throws Error when two definitions have the same id */
  constructor(definitions: DatasetDefinition[], { publisher, publicUrl }: RegistryOptions) {
    this.all = definitions;
    this.publisher = publisher;
    this.publicUrl = publicUrl?.replace(/\/+$/, '');
    this.byId = new Map(definitions.map((definition) => [definition.id, definition]));
    const ids = definitions.map(({ id }) => id);
    const doubles = ids.filter((id, i) => ids.indexOf(id) !== i);
    if (doubles.length) throw new Error(`Datasets defined more than once: ${doubles.join(', ')}.`);
  }

  get(id: string): DatasetDefinition | undefined {
    return this.byId.get(id);
  }

  /** Every definition with what the database holds of it now, in the order of the definitions. */
  async catalogue(database: Database): Promise<Dataset[]> {
    const states = await readStates(database);
    return this.all.map((definition) => toDataset(definition, states.get(definition.id), this));
  }

  /** Checks at the start that the views are what the definitions say. @throws Error that lists everything wrong */
  checkViews(database: Database): Promise<void> {
    return checkViews(database, this.all);
  }
}
