import { sqlFile, type Database } from '@stadtlage/database';
import {
  type BoundingBox,
  foresee,
  groupBy,
  loadFor,
  nameOf,
  NOW,
  spend,
  type AsOf,
  type GraphContext,
} from '@stadtlage/datasets';
import type { RolloutProject, RolloutStatus, RolloutStatusChange } from './project.js';

const PROJECTS = sqlFile(import.meta.url, 'projects.sql');
const PROJECTS_AT_ADDRESSES = `
  SELECT address_id AS "addressId", project_id AS id FROM rollout.address_project
  WHERE address_id = ANY ($1) ORDER BY project_id`;
const HISTORIES = `
  SELECT s.project_id AS "projectId", s.phase_id AS "phaseId", h.name AS phase, s.valid_from AS "validFrom", s.recorded_at AS "recordedAt",
         s.status, s.promised_from AS "promisedFrom", s.promised_to AS "promisedTo", s.note, COALESCE(s.run_id, p.run_id) AS "runId"
  FROM rollout.project_status s
  JOIN rollout.project p ON p.id = s.project_id
  LEFT JOIN rollout.project_phase h ON h.phase_id = s.phase_id
  WHERE s.project_id = ANY ($1) ORDER BY s.valid_from, s.recorded_at, s.phase_id`;
const OUTLINES = `
  SELECT id, ST_AsGeoJSON(geom, 6)::json AS geometry FROM rollout.project WHERE id = ANY ($1)
  UNION ALL SELECT phase_id, ST_AsGeoJSON(geom, 6)::json FROM rollout.any_phase WHERE phase_id = ANY ($1) AND NOT implied`;
// As rollout.slippage, of any day.
const SLIPPAGES = `
  WITH said AS (
    SELECT project_id, phase_id, phase, (array_agg(promised_to ORDER BY valid_from, recorded_at))[1] AS first,
           (array_agg(promised_to ORDER BY valid_from DESC, recorded_at DESC))[1] AS latest
    FROM rollout.project_status
    WHERE project_id = ANY ($1) AND promised_to IS NOT NULL AND valid_from <= COALESCE($2::date, current_date)
      AND recorded_at <= COALESCE($3::timestamptz, 'infinity')
    GROUP BY project_id, phase_id, phase
  )
  SELECT project_id AS id, max(latest) - max(first) AS days FROM said s
  WHERE phase IS NULL OR NOT EXISTS (SELECT FROM said o WHERE o.phase_id = s.project_id)
  GROUP BY project_id`;
// As the map and the files have it.
const PROMISED_BY = `
  SELECT id, promised_by AS "promisedBy" FROM open.rollout_projects_on($2, current_date, ST_TileEnvelope(0, 0, 0))
  WHERE id = ANY ($1) AND promised_by IS NOT NULL`;

export interface ProjectFilter {
  status?: RolloutStatus[] | null;
  district?: string | null;
  within?: BoundingBox | null;
  asOf: AsOf;
}

/** Those to which all given conditions apply, by id, with one query. */
export async function listProjects(
  database: Database,
  filter: ProjectFilter,
  { after, limit }: { after: string | null; limit: number },
): Promise<RolloutProject[]> {
  const rows = await database.query<Omit<RolloutProject, 'asOf'>>(PROJECTS, [
    null,
    ...valuesOf(filter),
    after,
    limit,
    ...cornersOf(filter),
  ]);
  return rows.map((project) => ({ ...project, asOf: filter.asOf }));
}

export async function countProjects(database: Database, filter: ProjectFilter): Promise<number> {
  const counted = `SELECT count(*) FROM (${PROJECTS}) matching`;
  const [all] = await database.query<{ count: number }>(counted, [
    null,
    ...valuesOf(filter),
    null,
    null,
    ...cornersOf(filter),
  ]);
  return all!.count;
}

const valuesOf = ({ status, district, asOf }: ProjectFilter) => [status, district, asOf.day, asOf.knownAt];

const cornersOf = ({ within }: ProjectFilter) => [within?.west, within?.south, within?.east, within?.north];

// Each of these is batched with all others of its kind that the request asks for.

export function loadProject(
  context: GraphContext,
  database: Database,
  id: string,
  asOf: AsOf = NOW,
): Promise<RolloutProject | null> {
  return loadFor<RolloutProject | null>(
    context,
    loaderOf(asOf),
    id,
    async (ids) => {
      const values = [ids, null, null, asOf.day, asOf.knownAt, ...Array<null>(6).fill(null)];
      const rows = await database.query<Omit<RolloutProject, 'asOf'>>(PROJECTS, values);
      return new Map(rows.map((project) => [project.id, { ...project, asOf }]));
    },
    null,
  );
}

/** Keeps projects that another query has brought along. @throws as {@link spend} */
export function foreseeProjects(context: GraphContext, projects: RolloutProject[]): void {
  spend(context, { values: projects.length, fix: 'Ask for fewer projects.' });
  for (const project of projects) foresee<RolloutProject | null>(context, loaderOf(project.asOf), project.id, project);
}

const loaderOf = (asOf: AsOf) => nameOf('rolloutProject', asOf);

/** The projects with these ids, in their order; one that is gone is left out. */
export async function loadProjects(
  context: GraphContext,
  database: Database,
  ids: string[],
  asOf: AsOf = NOW,
): Promise<RolloutProject[]> {
  const found = await Promise.all(ids.map((id) => loadProject(context, database, id, asOf)));
  return found.filter((project) => project !== null);
}

/** The projects that build for an address, by id. */
export async function loadProjectsAt(
  context: GraphContext,
  database: Database,
  addressId: string,
  asOf: AsOf,
): Promise<RolloutProject[]> {
  const here = await loadFor<{ id: string }[]>(
    context,
    'rolloutProjectsAtAddress',
    addressId,
    async (ids) => {
      const rows = await database.query<{ addressId: string; id: string }>(PROJECTS_AT_ADDRESSES, [ids]);
      return groupBy(rows, (row) => row.addressId);
    },
    [],
  );
  return loadProjects(
    context,
    database,
    here.map(({ id }) => id),
    asOf,
  );
}

/** Everything said about a project, the oldest first. */
export function loadHistory(context: GraphContext, database: Database, id: string): Promise<RolloutStatusChange[]> {
  return loadFor<RolloutStatusChange[]>(
    context,
    'rolloutHistory',
    id,
    async (ids) => groupBy(await database.query<RolloutStatusChange>(HISTORIES, [ids]), (row) => row.projectId),
    [],
  );
}

/** By how many days a project's last promised day moved since the first promise; null where none was promised. */
export function loadMovedByDays(
  context: GraphContext,
  database: Database,
  { id, asOf }: RolloutProject,
): Promise<number | null> {
  return loadFor<number | null>(
    context,
    nameOf('rolloutSlippage', asOf),
    id,
    async (ids) => {
      const rows = await database.query<{ id: string; days: number }>(SLIPPAGES, [ids, asOf.day, asOf.knownAt]);
      return new Map(rows.map((row) => [row.id, row.days]));
    },
    null,
  );
}

/** By when a project promises to be done, of a day to come; null where it promises nothing by then. */
export async function loadPromisedBy(
  context: GraphContext,
  database: Database,
  { id, asOf: { day } }: RolloutProject,
): Promise<string | null> {
  if (day === null) return null;
  return loadFor<string | null>(
    context,
    `rolloutPromisedBy/${day}`,
    id,
    async (ids) => {
      const rows = await database.query<{ id: string; promisedBy: string }>(PROMISED_BY, [ids, day]);
      return new Map(rows.map((row) => [row.id, row.promisedBy]));
    },
    null,
  );
}

/** The area of a project or phase as GeoJSON. */
export function loadOutline(context: GraphContext, database: Database, id: string): Promise<unknown> {
  return loadFor<unknown>(
    context,
    'rolloutOutline',
    id,
    async (ids) => {
      const rows = await database.query<{ id: string; geometry: unknown }>(OUTLINES, [ids]);
      return new Map(rows.map((row) => [row.id, row.geometry]));
    },
    null,
  );
}
