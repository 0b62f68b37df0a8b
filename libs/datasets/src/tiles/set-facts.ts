import { readStates, sourcesOf } from '../catalogue/catalogue.js';
import { type Owner, ownersOf } from '../catalogue/licences.js';
import type { Registry } from '../catalogue/registry.js';
import type { Database } from '@stadtlage/database';
import type { DatasetVersions } from '../versions.js';
import { liesOutside, type Bounds, type TileAddress } from './grid.js';
import { readBounds } from './tilejson.js';
import { setTag, setVersion, type TileSet } from './tile-set.js';

/** The facts of a version, while they are read and afterwards. */
interface KnownFacts {
  tag: string;
  facts: Promise<ReadFacts>;
  bounds?: Bounds;
}

interface ReadFacts {
  /** The box around all data, in degrees; undefined where there is none. */
  bounds: Bounds | undefined;
  /** Whose data each layer holds, by its id. */
  sources: Map<string, Owner[]>;
  /** Who is to be named for all of them. */
  owners: Owner[];
  /** Ids of the layers that hold made-up data. */
  demo: string[];
}

/** What is to be said of a set of tiles beside them. */
export interface SetFacts extends ReadFacts {
  tag: string;
  /** Sum of the versions of its layers. */
  version: number;
  /** The version of each layer, by its id. */
  versions: Record<string, number>;
  /** When a layer last changed. */
  changedAt: Date | undefined;
  /** The same of each layer, by its id. */
  changes: Map<string, Date>;
  publisher: string;
  /** Under which name the client has reached this server. */
  origin: string;
}

/** Reads what is to be said of tiles: once for each version, because the box needs a look at every row. */
export class SetFactsReader {
  private readonly known = new Map<string, KnownFacts>();

  constructor(
    private readonly database: Database,
    private readonly registry: Registry,
    private readonly versions: DatasetVersions,
  ) {}

  async read(set: TileSet, origin: string): Promise<SetFacts> {
    const tag = setTag(set, this.versions);
    const states = set.layers.map(({ id }) => ({ id, state: this.versions.of(id) }));
    const changes = new Map(states.flatMap(({ id, state }) => (state ? [[id, state.changedAt] as const] : [])));
    const times = [...changes.values()].map(Number);
    return {
      tag,
      version: setVersion(set, this.versions),
      versions: Object.fromEntries(states.map(({ id, state }) => [id, state?.version ?? 0])),
      changes,
      changedAt: times.length ? new Date(Math.max(...times)) : undefined,
      publisher: this.registry.publisher,
      origin,
      ...(await this.readOnce(set, tag)),
    };
  }

  /** Whether nothing can lie in this tile. False, too, as long as nobody has asked for the facts of this version. */
  isOutside(set: TileSet, tile: TileAddress): boolean {
    const known = this.known.get(set.id);
    return known?.bounds !== undefined && known.tag === setTag(set, this.versions) && liesOutside(tile, known.bounds);
  }

  private readOnce(set: TileSet, tag: string): Promise<ReadFacts> {
    const known = this.known.get(set.id);
    if (known?.tag === tag) return known.facts;
    const made: KnownFacts = { tag, facts: this.readNow(set) };
    this.known.set(set.id, made);
    made.facts.then(
      ({ bounds }) => (made.bounds = bounds),
      () => this.known.delete(set.id),
    );
    return made.facts;
  }

  private async readNow({ layers }: TileSet): Promise<ReadFacts> {
    const [bounds, states] = await Promise.all([readBounds(this.database, layers), readStates(this.database)]);
    const sources = new Map(layers.map((layer) => [layer.id, sourcesOf(layer, states.get(layer.id))]));
    const owners = layers.flatMap((layer) => ownersOf(layer, this.registry.publisher, sources.get(layer.id)!));
    const demo = layers.map(({ id }) => id).filter((id) => states.get(id)?.is_demo);
    return { bounds, sources, owners, demo };
  }
}
