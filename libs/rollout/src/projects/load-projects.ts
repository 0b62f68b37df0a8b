import { sqlFile, type Database } from '@stadtlage/database';
import { groupBy, loadFor, type GraphContext } from '@stadtlage/datasets';
import type { RolloutProject, RolloutStatusChange } from './project.js';

const PROJECTS = sqlFile(import.meta.url, 'projects.sql');
const PROJECTS_AT_ADDRESSES = `
  SELECT a.id AS "addressId", p.id FROM places.address a JOIN rollout.project p ON ST_Intersects(p.geom, a.geom)
  WHERE a.id = ANY ($1) ORDER BY p.id`;
const HISTORIES = `
  SELECT project_id AS "projectId", valid_from AS "validFrom", recorded_at AS "recordedAt", status,
         promised_from AS "promisedFrom", promised_to AS "promisedTo", note
  FROM rollout.project_status WHERE project_id = ANY ($1) ORDER BY valid_from, recorded_at`;
const OUTLINES = 'SELECT id, ST_AsGeoJSON(geom, 6)::json AS geometry FROM rollout.project WHERE id = ANY ($1)';

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

/** The projects whose area contains an address, by id. */
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

/** A project's area as GeoJSON. */
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
