import { DatastreamResolver } from './graph/datastream.resolver.js';
import { LiveResolver } from './graph/live.resolver.js';
import { RejectedMessageResolver } from './graph/rejected-message.resolver.js';
import { SensorResolver } from './graph/sensor.resolver.js';

export { startEmbeddedBroker, type EmbeddedBroker } from './broker/embedded.js';
export { RejectedPayload, type Codec, type Reading } from './codecs/codec.js';
export { CODECS } from './codecs/index.js';
export { datasets } from './datasets.js';
export { Datastream, LiveObservation, Observation, Sensor, SensorKind } from './graph/sensor.js';
export { startIngest, type Ingest, type IngestCounters, type IngestOptions } from './ingest/ingest.js';
export { LiveObservations, type LiveFilter } from './live/live-observations.js';
export { demoReading, thingSeed } from './simulator/reading.js';
export { simulate, type SimulatedSensor, type SimulateOptions } from './simulator/simulate.js';

/** They need {@link LiveObservations} beside the Database. */
export const resolvers = [SensorResolver, DatastreamResolver, RejectedMessageResolver, LiveResolver];
export {
  listSensors,
  publishSensor,
  SENSOR_KINDS,
  type KnownSensor,
  type PublicSensor,
} from './registry/publish-sensor.js';
