import { CompletenessResolver } from './completeness/completeness.resolver.js';
import { DatastreamResolver } from './graph/datastream.resolver.js';
import { GatewayResolver } from './graph/gateway.resolver.js';
import { NewSensorResolver } from './graph/new-sensor.resolver.js';
import { RejectedMessageResolver } from './graph/rejected-message.resolver.js';
import { SensorResolver } from './graph/sensor.resolver.js';
import { LiveResolver } from './live/live.resolver.js';

export { gatewayAccess } from './broker/access.js';
export { startEmbeddedBroker, type EmbeddedBroker } from './broker/embedded.js';
export { mosquittoFiles, type MosquittoFiles } from './broker/mosquitto-files.js';
export { RejectedPayload, type Codec, type Reading } from './codecs/codec.js';
export { CODECS } from './codecs/index.js';
export { datasets } from './datasets.js';
export { daysToSummarize, summarizeDay } from './completeness/summarize.js';
export { Datastream, ObservationType } from './graph/datastream.js';
export { LatestObservation, Observation } from './graph/observation.js';
export { listRejected, type RejectedFilter } from './graph/rejected-messages.js';
export { Sensor, SensorKind } from './graph/sensor.js';
export { startIngest, type Ingest, type IngestCounters, type IngestOptions } from './ingest/ingest.js';
export { replayRejected, type ReplayReport } from './ingest/replay.js';
export { LatestFilter } from './live/latest-filter.js';
export { LiveObservations } from './live/live-observations.js';
export {
  startMaintenance,
  type Maintenance,
  type MaintenanceCounters,
  type MaintenanceOptions,
} from './maintenance/maintenance.js';
export { Mapping } from './mapping/mapping.js';
export { readMappingFile } from './mapping/mapping-file.js';
export { oldestKept } from './maintenance/oldest-kept.js';
export { demoReading, thingSeed } from './simulator/reading.js';
export { simulate, type SimulatedSensor, type SimulateOptions } from './simulator/simulate.js';

/** They need {@link LiveObservations} beside the Database. */
export const resolvers = [
  SensorResolver,
  DatastreamResolver,
  CompletenessResolver,
  RejectedMessageResolver,
  GatewayResolver,
  NewSensorResolver,
  LiveResolver,
];
export {
  listSensors,
  publishSensor,
  SENSOR_KINDS,
  type KnownSensor,
  type PublicSensor,
} from './registry/publish-sensor.js';
export {
  addGateway,
  listGateways,
  revokeGateway,
  rotateGateway,
  SERVICE_USER,
  type Gateway as KnownGateway,
} from './registry/gateways.js';
export { RegisteredGateways } from './registry/registered-gateways.js';
export { hashSecret, verifySecret } from './registry/secret.js';
