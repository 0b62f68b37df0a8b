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

  @Field(() => [Extent], {
    nullable: true,
    description:
      'Outside of these boxes, 64 at most, all is as it was. Null: it may have changed anywhere. Empty: what lies nowhere has changed, such as the source.',
  })
  extents: Extent[] | null;

  @Field(() => Extent, {
    nullable: true,
    description: 'The box around all `extents`. Null: it may have changed anywhere, or what lies nowhere has changed.',
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
  return within({ id, version, changedAt }, isPart ? boxes.map(inDegrees) : null);
}

function merged(unread: DatasetChange | undefined, change: DatasetChange): DatasetChange {
  if (!unread || !change.extents) return change;
  return within(change, unread.extents && [...unread.extents, ...change.extents]);
}

/** Who reads so slowly that there are more gets them as one. */
const MOST_EXTENTS = 64;

function within(change: Pick<DatasetChange, 'id' | 'version' | 'changedAt'>, extents: Extent[] | null): DatasetChange {
  const extent = extents?.length ? around(extents) : null;
  return { ...change, extents: extent && extents!.length > MOST_EXTENTS ? [extent] : extents, extent };
}

function inDegrees(box: Box): Extent {
  const [west, south] = metresToDegrees(box.west, box.south);
  const [east, north] = metresToDegrees(box.east, box.north);
  return { west, south, east, north };
}

const around = (extents: Extent[]): Extent => ({
  west: Math.min(...extents.map(({ west }) => west)),
  south: Math.min(...extents.map(({ south }) => south)),
  east: Math.max(...extents.map(({ east }) => east)),
  north: Math.max(...extents.map(({ north }) => north)),
});
