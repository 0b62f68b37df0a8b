import type { OnApplicationShutdown } from '@nestjs/common';
import { Resolver, Subscription } from '@nestjs/graphql';
import { Database } from '@stadtlage/database';
import { DatasetVersions } from '@stadtlage/datasets';
import { CityDays } from '../city-days.js';
import { StatusWatch, type StatusChange } from './status-watch.js';
import { TargetStatusChange } from './status-change.js';

@Resolver(() => TargetStatusChange)
export class StatusChangesResolver implements OnApplicationShutdown {
  private readonly watch: StatusWatch;

  constructor(database: Database, versions: DatasetVersions, days: CityDays) {
    this.watch = new StatusWatch(database, versions, days);
  }

  onApplicationShutdown(): void {
    this.watch.end();
  }

  @Subscription(() => TargetStatusChange, {
    description:
      'Each target whose status changes from now on, seconds after the data that its figure is computed from. What holds now is in goals { targets { status } }. Who reads slowly gets the changes of a target as one.',
    resolve: (change: StatusChange) => change,
  })
  targetStatusChanged(): Promise<AsyncIterableIterator<StatusChange>> {
    return this.watch.listen();
  }
}
