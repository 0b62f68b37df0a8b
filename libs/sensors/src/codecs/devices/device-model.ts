import type { Result } from '../codec.js';

/** The payload of one LoRaWAN uplink, after the network has decrypted it. */
export interface Uplink {
  bytes: Buffer;
  fPort: number;
}

export type Measurements = Record<string, Result>;

export interface Measured {
  /** By property: an id of sensors.observed_property where there is one. May be empty: a message about the device. */
  data: Measurements;
  /** Where the device says it is, in degrees. */
  location?: { latitude: number; longitude: number };
  /** What the device kept while nobody heard it, with the time of its own clock. */
  history?: { time: Date; data: Measurements }[];
}

export type Decoded = Measured | { errors: string[] };

/**
 * How one model of device writes its payload: a pure function, as in https://github.com/TheThingsNetwork/lorawan-devices,
 * that throws nothing for any bytes.
 */
export interface DeviceModel {
  /** `brand/model` as in lorawan-devices, which is how The Things Stack names it too. */
  id: string;
  /** Other ids with the same payload. */
  aliases?: readonly string[];
  /** UCUM codes by property: https://ucum.org/ucum */
  units: Readonly<Record<string, string>>;
  decodeUplink(uplink: Uplink): Decoded;
}

/** The name of a property without the number of its channel: temperature_3 is a temperature. */
export const withoutChannel = (property: string): string => property.replace(/_\d+$/, '');

export const unitOf = ({ units }: DeviceModel, property: string): string | undefined =>
  units[property] ?? units[withoutChannel(property)];

/** An example of a model is its test. */
export interface DeviceExample {
  model: string;
  title: string;
  /** Hexadecimal, blanks between. */
  bytes: string;
  /** Default: 1. */
  fPort?: number;
  gives?: Measured;
  /** A part of the error. */
  rejects?: string;
}
