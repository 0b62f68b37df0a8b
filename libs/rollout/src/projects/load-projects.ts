import { sqlFile, type Database } from '@stadtlage/database';
import { groupBy, loadFor, type GraphContext } from '@stadtlage/datasets';
import type { RolloutProject, RolloutStatusChange } from './project.js';

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
const SLIPPAGES = 'SELECT project_id AS id, moved_days AS days FROM rollout.slippage WHERE project_id = ANY ($1)';

// Each of these is batched with all others of its kind that the request asks for.

export function loadProject(context: GraphContext, database: Database, id: string): Promise<RolloutProject | null> {
  return loadFor<RolloutProject | null>(
    context,
    'rolloutProject',
    id,
    async (ids) => {
      const rows = await database.query<RolloutProject>(PROJECTS, [ids]);
      return new Map(rows.map((project) => [project.id, project]));
    },
    null,
  );
}

/** The projects with these ids, in their order; one that is gone is left out. */
export async function loadProjects(
  context: GraphContext,
  database: Database,
  ids: string[],
): Promise<RolloutProject[]> {
  const found = await Promise.all(ids.map((id) => loadProject(context, database, id)));
  return found.filter((project) => project !== null);
}

/** The projects that build for an address, by id. */
export async function loadProjectsAt(
  context: GraphContext,
  database: Database,
  addressId: string,
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
export function loadMovedByDays(context: GraphContext, database: Database, id: string): Promise<number | null> {
  return loadFor<number | null>(
    context,
    'rolloutSlippage',
    id,
    async (ids) => {
      const rows = await database.query<{ id: string; days: number }>(SLIPPAGES, [ids]);
      return new Map(rows.map((row) => [row.id, row.days]));
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
