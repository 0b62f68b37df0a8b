import type { Transaction } from '@stadtlage/database';
import type { City } from './city.js';
import { PHASES } from './fibre-network.js';
import { PROVIDERS } from './fibre.js';
import type { Loading } from './load.js';
import { ewkt, lengthOf } from './plane.js';
import type { Project } from './rollout.js';

const NETWORK = '3f0c7a52-9d0e-4b7e-8c35-6a1f2f6b7d10';
const BUILDERS = ['werse-netz', 'westfalen-glas'];
const nameOf = (id: string) => PROVIDERS.find((provider) => provider.id === id)!.name;

const STATED = [
  'rollout-projects',
  'rollout-phases',
  'rollout-history',
  'rollout-promises',
  'demand-aggregations',
  'rollout-funding',
];
/** They follow from rollout, coverage and places; of the demo they are demo data all the same. */
const COMPUTED = [
  'rollout-slippage',
  'provider-slippage',
  'promised-not-connected',
  'forgotten-addresses',
  'white-spots',
  'unknown-availability',
  'facilities-without-fibre',
  'availability-changes',
];

async function loadDemandAndGrants(transaction: Transaction, projects: Project[], run: number): Promise<void> {
  await transaction.bulkLoad(
    'rollout.demand_aggregation',
    ['project_id', 'deadline', 'starts_on', 'target_share', 'premises', 'outcome', 'decided_on', 'reason', 'run_id'],
    projects.flatMap(({ id, demand: d }) =>
      d ? [[id, d.deadline, d.startsOn, d.targetShare, d.premises, d.outcome, d.decidedOn, d.reason, run]] : [],
    ),
  );
  await transaction.bulkLoad(
    'rollout.demand_sign_ups',
    ['phase_id', 'deadline', 'counted_on', 'sign_ups', 'run_id'],
    projects.flatMap(({ id, demand }) =>
      demand ? demand.signUps.map(({ on, count }) => [id, demand.deadline, on, count, run]) : [],
    ),
  );
  await transaction.bulkLoad(
    'rollout.funding_track',
    ['project_id', 'programme', 'applied_amount', 'applied_on', 'granted_amount', 'granted_on', 'share', 'run_id'],
    projects.flatMap(({ id, grant: g }) =>
      g ? [[id, g.programme, g.applied, g.appliedOn, g.granted, g.grantedOn, g.share, run]] : [],
    ),
  );
}

export async function loadRollout(loading: Loading, city: City): Promise<void> {
  const { transaction, record } = loading;
  const { projects, fibre } = city;
  await record('rollout-projects', [...STATED, ...COMPUTED], async (run) => {
    await transaction.bulkLoad(
      'rollout.project',
      ['id', 'name', 'description', 'provider_id', 'funding', 'geom', 'run_id'],
      projects.map(({ id, name, description, provider, funding, outline }) => [
        id,
        name,
        description,
        provider,
        funding,
        ewkt.polygons([outline]),
        run,
      ]),
    );
    await transaction.bulkLoad(
      'rollout.project_phase',
      ['project_id', 'phase', 'name', 'geom', 'run_id'],
      projects.flatMap(({ id, phases }) =>
        phases.map(({ phase, name, outline }) => [id, phase, name, ewkt.polygons([outline]), run]),
      ),
    );
    await transaction.bulkLoad(
      'rollout.project_status',
      ['project_id', 'phase', 'valid_from', 'recorded_at', 'status', 'promised_from', 'promised_to', 'note', 'run_id'],
      projects.flatMap(({ id, history, phases }) =>
        [{ phase: null, history }, ...phases].flatMap(({ phase, history }) =>
          history.map((h) => [
            id,
            phase,
            h.validFrom,
            h.recordedAt,
            h.status,
            h.promisedFrom,
            h.promisedTo,
            h.note,
            run,
          ]),
        ),
      ),
    );
    await loadDemandAndGrants(transaction, projects, run);
    return projects.length;
  });
  await record('fibre-network', ['fibre-nodes', 'fibre-spans'], async (run) => {
    await transaction.query(
      'INSERT INTO rollout.network (id, name, publisher, publication_date, collection_date, run_id) VALUES ($1, $2, $3, $4, $4, $5)',
      [NETWORK, 'Glasfasernetz der Demostadt', 'Stadtlage', '2026-06-30', run],
    );
    await transaction.bulkLoad(
      'rollout.organisation',
      ['network_id', 'id', 'name', 'country', 'roles'],
      BUILDERS.map((id) => [NETWORK, id, nameOf(id), 'DE', ['physicalInfrastructureProvider', 'networkProvider']]),
    );
    await transaction.bulkLoad(
      'rollout.phase',
      ['network_id', 'id', 'name', 'description'],
      PHASES.map((phase) => [NETWORK, ...phase]),
    );
    await transaction.bulkLoad(
      'rollout.contract',
      ['network_id', 'id', 'title', 'type', 'amount', 'currency', 'date_signed'],
      [
        [NETWORK, 'ring', 'Bau des Rings', 'private', 2_400_000, 'EUR', '2021-10-04'],
        [NETWORK, 'country', 'Wirtschaftlichkeitslücke Außenbereich', 'public', 6_100_000, 'EUR', '2026-03-16'],
      ],
    );
    const nodes = await transaction.bulkLoad(
      'rollout.node',
      ['network_id', 'id', 'name', 'status', 'types', 'phase_id', 'access_point', 'provider', 'geom'],
      fibre.nodes.map((n) => [
        NETWORK,
        n.id,
        n.name,
        n.status,
        [n.type],
        n.phase,
        n.type === 'pop',
        nameOf(n.provider),
        ewkt.point(n.at),
      ]),
    );
    const spans = await transaction.bulkLoad(
      'rollout.span',
      [
        'network_id',
        'id',
        'name',
        'status',
        'start_node_id',
        'end_node_id',
        'phase_id',
        'provider',
        'deployment',
        'fibre_count',
        'fibre_length_m',
        'ready_for_service',
        'geom',
      ],
      fibre.spans.map((s) => [
        NETWORK,
        s.id,
        s.name,
        s.status,
        s.from,
        s.to,
        s.phase,
        nameOf(s.provider),
        ['belowGround'],
        s.fibres,
        Math.round(lengthOf(s.line)),
        s.ready,
        ewkt.line(s.line),
      ]),
    );
    return nodes + spans;
  });
}
