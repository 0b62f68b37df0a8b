import type {
  AddressUse,
  ConnectionLevel,
  EvidenceClass,
  FibreStatus,
  FixedTechnology,
  MobileTechnology,
  RolloutStatus,
  SensorKind,
} from '../generated/graphql.js';
import { de } from '../generated/words.js';
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
const use: Record<AddressUse, string> = {
  RESIDENTIAL: 'Wohnen',
  COMMERCIAL: 'Gewerbe',
  MIXED: 'Wohnen und Gewerbe',
  PUBLIC: 'Öffentliche Einrichtung',
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

/** Wie auf den Seiten ohne Karte. */
const shared: {
  fibreSentence: Record<FibreStatus | 'UNKNOWN', string>;
  technology: Record<FixedTechnology, string>;
  level: Record<ConnectionLevel, string>;
  evidence: Record<EvidenceClass, string>;
  mobile: Record<MobileTechnology, string>;
  rollout: Record<RolloutStatus, string>;
} = de;

/** Die Wörter der Codelisten. */
export const codes = {
  ...shared,
  fibre,
  use,
  phase,
  stage,
  sensorKind,
  group,
};
