import { sqlFile, type Database } from '@stadtlage/database';
import { foresee, groupBy, loadFor, nameOf, NOW, type AsOf, type GraphContext } from '@stadtlage/datasets';
import type { DemandAggregation, FundingTrack, RolloutPhase, RolloutPromise, StreetPhase } from './phase.js';

const PHASES = sqlFile(import.meta.url, 'phases.sql');
// What happens now before what is to come, as in rollout.lifecycle.
const PHASES_AT_ADDRESSES = `
  SELECT b.address_id AS parent, b.phase_id AS id
  FROM rollout.address_phase b
  JOIN rollout.phase_status_as_of(COALESCE($2::date, current_date), COALESCE($3::timestamptz, 'infinity')) c ON c.phase_id = b.phase_id
  JOIN rollout.lifecycle l ON l.status = c.status
  WHERE b.address_id = ANY ($1) ORDER BY l.speaks_for_project, b.phase_id`;
const PHASES_AT_STREETS = `
  SELECT a.key AS parent, b.phase_id AS id, count(*) AS addresses
  FROM rollout.address_phase b JOIN unnest($1::text[], $2::text[]) a (id, key) ON a.id = b.address_id
  WHERE b.address_id = ANY ($1) GROUP BY 1, 2 ORDER BY 3 DESC, 2`;
const PROMISES = (key: string) => `
  SELECT m.project_id AS "projectId", m.phase_id AS "phaseId", m.valid_from AS "promisedOn", m.recorded_at AS "recordedAt",
         m.promised_from AS "promisedFrom", m.promised_to AS "promisedTo", m.moved_by_days AS "movedByDays",
         m.moved_in_all_days AS "movedInAllDays", m.note, h.name AS phase
  FROM rollout.promise m LEFT JOIN rollout.project_phase h ON h.phase_id = m.phase_id
  WHERE m.${key} = ANY ($1) ORDER BY m.valid_from, m.recorded_at, m.phase_id`;
const DEMAND = `
  SELECT DISTINCT ON (d.phase_id) d.phase_id AS "phaseId", d.starts_on AS "startsOn", d.deadline, d.target_share AS "targetShare", d.premises,
         d.outcome, d.decided_on AS "decidedOn", d.reason,
         (SELECT COALESCE(json_agg(json_build_object('countedOn', s.counted_on, 'signUps', s.sign_ups,
                   'share', round(100.0 * s.sign_ups / d.premises, 1)) ORDER BY s.counted_on), '[]')
          FROM rollout.demand_sign_ups s WHERE s.phase_id = d.phase_id AND s.deadline = d.deadline) AS "signUps"
  FROM rollout.demand_aggregation d WHERE d.phase_id = ANY ($1) ORDER BY d.phase_id, d.deadline DESC`;
const FUNDING = `
  SELECT phase_id AS "phaseId", programme, applied_amount AS "appliedAmount", applied_on AS "appliedOn", granted_amount AS "grantedAmount",
         granted_on AS "grantedOn", share
  FROM rollout.funding_track WHERE phase_id = ANY ($1) ORDER BY applied_on, programme`;

// Each of these is batched with all others of its kind that the request asks for.

export function loadPhase(
  context: GraphContext,
  database: Database,
  id: string,
  asOf: AsOf = NOW,
): Promise<RolloutPhase | null> {
  return loadFor<RolloutPhase | null>(
    context,
    loaderOf(asOf),
    id,
    async (ids) => new Map((await readPhases(database, asOf, ids, null)).map((phase) => [phase.id, phase])),
    null,
  );
}

/** The phases of a project, by id. */
export function loadPhasesOf(
  context: GraphContext,
  database: Database,
  projectId: string,
  asOf: AsOf,
): Promise<RolloutPhase[]> {
  return loadFor<RolloutPhase[]>(
    context,
    nameOf('rolloutPhasesOfProject', asOf),
    projectId,
    async (projects) => {
      const phases = await readPhases(database, asOf, null, projects);
      for (const phase of phases) foresee<RolloutPhase | null>(context, loaderOf(asOf), phase.id, phase);
      return groupBy(phases, (phase) => phase.projectId);
    },
    [],
  );
}

const loaderOf = (asOf: AsOf) => nameOf('rolloutPhase', asOf);

async function readPhases(
  database: Database,
  asOf: AsOf,
  ids: string[] | null,
  projects: string[] | null,
): Promise<RolloutPhase[]> {
  const rows = await database.query<Omit<RolloutPhase, 'asOf'>>(PHASES, [ids, asOf.day, asOf.knownAt, projects]);
  return rows.map((phase) => ({ ...phase, asOf }));
}

/** The phases that serve an address, one of each project at most, the one where most happens first. */
export async function loadPhasesAt(
  context: GraphContext,
  database: Database,
  addressId: string,
  asOf: AsOf,
): Promise<RolloutPhase[]> {
  const ids = await loadFor<Child[]>(
    context,
    nameOf('rolloutPhasesAtAddress', asOf),
    addressId,
    async (addresses) => {
      const found = await database.query<Child>(PHASES_AT_ADDRESSES, [addresses, asOf.day, asOf.knownAt]);
      return groupBy(found, ({ parent }) => parent);
    },
    [],
  );
  const phases = await Promise.all(ids.map(({ id }) => loadPhase(context, database, id, asOf)));
  return phases.filter((phase) => phase !== null);
}

/** The phases that serve addresses of a street, the one that serves most of them first. */
export async function loadPhasesOfStreet(
  context: GraphContext,
  database: Database,
  key: string,
  asOf: AsOf,
): Promise<StreetPhase[]> {
  const found = await loadFor<(Child & { addresses: number })[]>(
    context,
    'rolloutPhasesOfStreet',
    key,
    async (keys) => {
      // Read first: PostgreSQL finds out the phases of just these addresses only where it is told which they are.
      const at = await database.query<{ id: string; key: string }>(
        'SELECT id, street_key AS key FROM places.address WHERE street_key = ANY ($1::bpchar[])',
        [keys],
      );
      const columns = [at.map(({ id }) => id), at.map(({ key }) => key)];
      return groupBy(await database.query(PHASES_AT_STREETS, columns), ({ parent }) => parent);
    },
    [],
  );
  const phases = await Promise.all(
    found.map(async ({ id, addresses }) => ({ phase: await loadPhase(context, database, id, asOf), addresses })),
  );
  return phases.filter((one): one is StreetPhase => one.phase !== null);
}

interface Child {
  parent: string;
  id: string;
}

/** What was promised for a phase; `saidOf` is the phase, or its project where the promises are those of the whole. */
export function loadPromises(context: GraphContext, database: Database, saidOf: string): Promise<RolloutPromise[]> {
  return loadFor<RolloutPromise[]>(
    context,
    'rolloutPromises',
    saidOf,
    async (ids) => groupBy(await database.query<RolloutPromise>(PROMISES('phase_id'), [ids]), (row) => row.phaseId),
    [],
  );
}

/** What was promised for a project as a whole and for its phases. */
export function loadPromisesOf(
  context: GraphContext,
  database: Database,
  projectId: string,
): Promise<RolloutPromise[]> {
  return loadFor<RolloutPromise[]>(
    context,
    'rolloutPromisesOfProject',
    projectId,
    async (ids) => groupBy(await database.query<RolloutPromise>(PROMISES('project_id'), [ids]), (row) => row.projectId),
    [],
  );
}

/** The latest demand aggregation of a phase, or with the id of a project, of the project as a whole. */
export function loadDemand(context: GraphContext, database: Database, id: string): Promise<DemandAggregation | null> {
  return loadFor<DemandAggregation | null>(
    context,
    'rolloutDemand',
    id,
    async (ids) => new Map((await database.query<DemandAggregation>(DEMAND, [ids])).map((row) => [row.phaseId, row])),
    null,
  );
}

/** The funding of a phase, or with the id of a project, of the project as a whole. */
export function loadFunding(context: GraphContext, database: Database, id: string): Promise<FundingTrack[]> {
  return loadFor<FundingTrack[]>(
    context,
    'rolloutFunding',
    id,
    async (ids) => groupBy(await database.query<FundingTrack>(FUNDING, [ids]), (row) => row.phaseId),
    [],
  );
}
