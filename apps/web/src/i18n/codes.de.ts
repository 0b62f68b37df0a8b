import type {
  AddressUse,
  ConnectionLevel,
  FibreStatus,
  FixedTechnology,
  MobileTechnology,
  RolloutStatus,
  SensorKind,
} from '../generated/graphql.js';
import type { GroupId } from '../map/choice.js';
import type { NetworkStage } from '../map/layers/network.js';
import type { Phase } from '../map/layers/rollout.js';

const fibre: Record<FibreStatus | 'UNKNOWN', string> = {
  ACTIVATED: 'Glasfaser in Betrieb',
  CONNECTED: 'Glasfaser im Gebäude',
  PREPARED: 'Anschluss vorbereitet',
  PASSED: 'Glasfaser in der Straße',
  LEVEL_UNKNOWN: 'Glasfaser gemeldet, Stand unbekannt',
  UNDER_CONSTRUCTION: 'Im Bau',
  PLANNED: 'Geplant',
  NONE: 'Keine Glasfaser gemeldet',
  UNKNOWN: 'Nicht bekannt',
};
/** Der Stand in einem Satz, wie man ihn einer Nachbarin sagt. */
const fibreSentence: Record<FibreStatus | 'UNKNOWN', string> = {
  ACTIVATED: 'Glasfaser ist angeschlossen und in Betrieb.',
  CONNECTED: 'Glasfaser liegt im Gebäude. Ein Vertrag genügt, um sie zu nutzen.',
  PREPARED: 'Der Glasfaseranschluss ist vorbereitet, aber noch nicht im Gebäude.',
  PASSED: 'Glasfaser liegt in der Straße. Das Gebäude ist noch nicht angeschlossen.',
  LEVEL_UNKNOWN:
    'Hier ist Glasfaser gemeldet. Ob das Gebäude angeschlossen ist, sagt keine Quelle. Fragen Sie den Anbieter.',
  UNDER_CONSTRUCTION: 'Hier wird gerade Glasfaser gebaut.',
  PLANNED: 'Hier ist Glasfaser geplant.',
  NONE: 'Keine Quelle nennt hier Glasfaser, nur andere Techniken.',
  UNKNOWN: 'Für diese Adresse liegt keine Angabe zur Glasfaser vor. Das heißt nicht, dass es keine gibt.',
};
const technology: Record<FixedTechnology, string> = {
  FTTH: 'Glasfaser bis in die Wohnung (FTTH)',
  FTTB: 'Glasfaser bis ins Gebäude (FTTB)',
  FTTC: 'VDSL, Glasfaser bis zum Verteiler (FTTC)',
  HFC: 'Kabelnetz (HFC)',
  DSL: 'DSL über Kupfer',
  FIXED_WIRELESS: 'Funk am festen Ort',
  SATELLITE: 'Satellit',
  OTHER: 'Andere Technik',
};
const level: Record<ConnectionLevel, string> = {
  PASSED: 'liegt in der Straße',
  PREPARED: 'vorbereitet',
  CONNECTED: 'im Gebäude',
  ACTIVATED: 'in Betrieb',
};
const mobile: Record<MobileTechnology, string> = { G2: '2G', G4: '4G (LTE)', G5: '5G', G5_SA: '5G Standalone' };
const use: Record<AddressUse, string> = {
  RESIDENTIAL: 'Wohnen',
  COMMERCIAL: 'Gewerbe',
  MIXED: 'Wohnen und Gewerbe',
  PUBLIC: 'Öffentliche Einrichtung',
};
const rollout: Record<RolloutStatus, string> = {
  ANNOUNCED: 'Angekündigt',
  DEMAND_AGGREGATION: 'Nachfragebündelung',
  REJECTED: 'Nicht zustande gekommen',
  FUNDING_APPLICATION: 'Förderung beantragt',
  TENDERED: 'Ausgeschrieben',
  PLANNED: 'Geplant',
  UNDER_CONSTRUCTION: 'Im Bau',
  PASSED: 'Glasfaser liegt in der Straße',
  PREPARED: 'Anschlüsse vorbereitet',
  CONNECTED: 'Gebäude angeschlossen',
  ACTIVATED: 'In Betrieb',
  PAUSED: 'Unterbrochen',
  DECOMMISSIONED: 'Stillgelegt',
};
const phase: Record<Phase, string> = {
  preparing: 'In Vorbereitung',
  building: 'Im Bau',
  done: 'Fertig gebaut',
  stopped: 'Unterbrochen oder aufgegeben',
};
const stage: Record<NetworkStage, string> = {
  operational: 'In Betrieb',
  building: 'Geplant oder im Bau',
  retired: 'Außer Betrieb',
};
const sensorKind: Record<SensorKind, string> = {
  WEATHER: 'Wetter',
  AIR_QUALITY: 'Luftqualität',
  NOISE: 'Lärm',
  PARKING: 'Parken',
  RIVER_LEVEL: 'Wasserstand',
  TRAFFIC: 'Verkehr',
  OTHER: 'Sonstige',
};
const group: Record<GroupId, string> = {
  fixed: 'Internet am Haus',
  mobile: 'Mobilfunk',
  rollout: 'Ausbauprojekte',
  network: 'Glasfasernetz',
  sensors: 'Sensoren',
  city: 'Stadt',
};

/** Die Wörter der Codelisten. */
export const codes = {
  fibre,
  fibreSentence,
  technology,
  level,
  mobile,
  use,
  rollout,
  phase,
  stage,
  sensorKind,
  group,
};
