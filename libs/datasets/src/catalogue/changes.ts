import { DateTime } from '../graph/scalars.js';
import { Args, Field, ID, Int, ObjectType, Resolver, Subscription } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { Newest } from '../graph/newest.js';
import { metresToDegrees } from '../tiles/grid.js';
import { type Box, DatasetVersions, type DatasetState } from '../versions.js';
import { Registry } from './registry.js';

@ObjectType({ description: 'A box in WGS 84 (EPSG:4326), in degrees.' })
export class Extent {
  @Field({ description: 'Degrees east of the western edge.' })
  west: number;

  @Field({ description: 'Degrees north of the southern edge.' })
  south: number;

  @Field({ description: 'Degrees east of the eastern edge.' })
  east: number;

  @Field({ description: 'Degrees north of the northern edge.' })
  north: number;
}

@ObjectType({ description: 'A dataset holds something else than before.' })
export class DatasetChange {
  @Field(() => ID, { description: 'Id of the dataset.' })
  id: string;

  @Field(() => Int, { description: 'The version that it has now.' })
  version: number;

  @Field(() => DateTime, { description: 'When it changed.' })
  changedAt: Date;

  @Field(() => Extent, {
    nullable: true,
    description: 'Outside of this box all is as it was. Null: it may have changed anywhere.',
  })
  extent: Extent | null;
}

@Resolver(() => DatasetChange)
export class DatasetChangesResolver {
  constructor(
    private readonly versions: DatasetVersions,
    private readonly registry: Registry,
  ) {}

  @Subscription(() => DatasetChange, {
    description:
      'Each change of these datasets from now on, by whichever process it was made. Who reads slowly gets the changes of a dataset as one.',
    resolve: (change: DatasetChange) => change,
  })
  datasetChanged(
    @Args('ids', { type: () => [ID], description: 'Ids of datasets.' }) ids: string[],
  ): AsyncIterableIterator<DatasetChange> {
    const unknown = ids.filter((id) => !this.registry.get(id));
    if (unknown.length) {
      throw new GraphQLError(`There is no dataset ${unknown.join(', ')}. The query "datasets" lists those there are.`, {
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
    const wanted = new Set(ids);
    const changes = new Newest<DatasetChange>(wanted.size, () => stop());
    const stop = this.versions.onChange((id, now, before) => {
      if (wanted.has(id)) changes.push(id, merged(changes.unread(id), changeOf(id, now, before)));
    });
    return changes;
  }
}

function changeOf(id: string, now: DatasetState, before: DatasetState | undefined): DatasetChange {
  const { version, changedAt } = now;
  // What changed since is known by its boxes, unless meanwhile it changed as a whole.
  const isPart = before && now.whole.version <= before.version && version > before.version;
  const boxes = now.changes.filter((one) => one.version > (before?.version ?? 0));
  return { id, version, changedAt, extent: isPart && boxes.length ? extentOf(boxes) : null };
}

function extentOf(boxes: Box[]): Extent {
  const [west, south] = metresToDegrees(
    Math.min(...boxes.map((one) => one.west)),
    Math.min(...boxes.map((one) => one.south)),
  );
  const [east, north] = metresToDegrees(
    Math.max(...boxes.map((one) => one.east)),
    Math.max(...boxes.map((one) => one.north)),
  );
  return { west, south, east, north };
}

function merged(unread: DatasetChange | undefined, change: DatasetChange): DatasetChange {
  if (!unread || !change.extent) return change;
  const [a, b] = [unread.extent, change.extent];
  if (!a) return { ...change, extent: null };
  return {
    ...change,
    extent: {
      west: Math.min(a.west, b.west),
      south: Math.min(a.south, b.south),
      east: Math.max(a.east, b.east),
      north: Math.max(a.north, b.north),
    },
  };
}
