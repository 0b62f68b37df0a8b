import { Database } from '@stadtlage/database';
import { numberKey, pageOf, toConnection, type Connection, type GraphContext } from '@stadtlage/datasets';
import { requireOperator } from '@stadtlage/operators';
import { Address, loadAddress } from '@stadtlage/places';
import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { loadProvider, Provider } from '../providers/provider.js';
import {
  countReports,
  foreseeReports,
  listReports,
  loadModeration,
  loadReport,
  loadReportsAt,
  loadSteps,
  readReports,
} from './load-reports.js';
import { moveReport, releaseText } from './move-report.js';
import { CoverageReportInput } from './report-input.js';
import { CoverageReport, CoverageReportConnection, ReportModeration, ReportState, ReportStep } from './report.js';
import { MOST_PER_DAY } from './senders.js';
import { submitReport } from './submit-report.js';

const ID_OF_REPORT = { type: () => ID, description: 'The public id of the report.' };

@Resolver(() => CoverageReport)
export class ReportResolver {
  constructor(private readonly database: Database) {}

  @Query(() => CoverageReportConnection, { description: 'What residents have reported, the newest first.' })
  async reports(
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Entries per page, 1 to 1000.' }) first: number,
    @Context() context: GraphContext,
    @Args('state', { type: () => [ReportState], nullable: true, description: 'Only those that stand there.' })
    states?: ReportState[] | null,
    @Args('district', { type: () => ID, nullable: true, description: 'Only those about addresses in this district.' })
    district?: string | null,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<CoverageReport>> {
    const page = pageOf(first, after);
    const filter = { states, district };
    const found = await listReports(this.database, filter, numberKey(page.after), page.limit + 1);
    foreseeReports(context, found);
    return toConnection(
      found,
      page.limit,
      ({ number }) => String(number),
      () => countReports(this.database, filter),
    );
  }

  @Query(() => CoverageReport, { nullable: true, description: 'One report; null where none has this id.' })
  report(@Args('id', ID_OF_REPORT) id: string, @Context() context: GraphContext): Promise<CoverageReport | null> {
    return loadReport(context, this.database, id);
  }

  @Mutation(() => CoverageReport, {
    description: `Reports what is wrong at an address. For everybody: at most ${MOST_PER_DAY} a day (UTC) from one connection, and 100 an hour from all together; beyond that the error has the code TOO_MANY_REQUESTS and retryAfter in seconds. The same report, sent again within 24 hours, is answered with the one that there is (alreadyReported).`,
  })
  async reportCoverage(
    @Args('input', { type: () => CoverageReportInput, description: 'What is wrong, and where.' })
    input: CoverageReportInput,
    @Context() context: GraphContext,
  ): Promise<CoverageReport> {
    const { id, alreadyReported } = await submitReport(this.database, input, context.client ?? '');
    return { ...(await this.read(id)), alreadyReported };
  }

  @Mutation(() => CoverageReport, {
    description:
      'Takes a report one step on. For operators. With the first step (but REJECTED) what it says of a fixed connection stands beside the statements of others and may contradict them, until the report is closed.',
  })
  async moveReport(
    @Context() context: GraphContext,
    @Args('id', ID_OF_REPORT) id: string,
    @Args('to', { type: () => ReportState, description: 'Where it stands from now on.' }) to: ReportState,
    @Args('note', {
      type: () => String,
      nullable: true,
      description: 'What the city says about it, at most 1000 characters. It is public: no names.',
    })
    note?: string | null,
    @Args('verified', {
      type: () => Boolean,
      defaultValue: false,
      description:
        'With CONCEDED: the city has seen for itself that the connection is as reported. It then counts, as a statement of the city.',
    })
    verified = false,
  ): Promise<CoverageReport> {
    requireOperator(context);
    await moveReport(this.database, id, { to, note, verified });
    return this.read(id);
  }

  @Mutation(() => CoverageReport, {
    description: 'Publishes the words and the evidence of an open report. For operators.',
  })
  async releaseReport(
    @Context() context: GraphContext,
    @Args('id', ID_OF_REPORT) id: string,
    @Args('text', {
      type: () => String,
      nullable: true,
      description: "To publish in place of the resident's words, without what tells who somebody is.",
    })
    text?: string | null,
  ): Promise<CoverageReport> {
    requireOperator(context);
    await releaseText(this.database, id, text);
    return this.read(id);
  }

  @ResolveField(() => Address, { nullable: true, description: 'The address; null where it is gone.' })
  address(@Parent() { addressId }: CoverageReport, @Context() context: GraphContext): Promise<Address | null> {
    return loadAddress(context, this.database, addressId);
  }

  @ResolveField(() => Provider, { nullable: true, description: 'The provider it is about, if stated.' })
  provider(@Parent() { providerId }: CoverageReport, @Context() context: GraphContext): Promise<Provider> | null {
    return providerId === null ? null : loadProvider(context, this.database, providerId);
  }

  @ResolveField(() => [ReportStep], { description: 'Its ledger: every step, the first first.' })
  steps(@Parent() { number }: CoverageReport, @Context() context: GraphContext): Promise<ReportStep[]> {
    return loadSteps(context, this.database, number);
  }

  @ResolveField(() => ReportModeration, { description: 'What is not public. For operators.' })
  moderation(@Parent() { number }: CoverageReport, @Context() context: GraphContext): Promise<ReportModeration> {
    requireOperator(context);
    return loadModeration(context, this.database, number);
  }

  private async read(id: string): Promise<CoverageReport> {
    const [report] = await readReports(this.database, [id]);
    return report!;
  }
}

@Resolver(() => Address)
export class ReportsOfAddressResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => [CoverageReport], {
    description: 'What residents have reported about the address, the newest first, at most 50.',
  })
  reports(@Parent() { id }: Address, @Context() context: GraphContext): Promise<CoverageReport[]> {
    return loadReportsAt(context, this.database, id);
  }
}
