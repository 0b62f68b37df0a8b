// What the Open Fibre Data Standard 0.3 says of each field: https://open-fibre-data-standard.readthedocs.io/en/0.3/reference/schema.html
import { CODELISTS, type Codelist } from './codelists.js';

/** The link by which a network says that it follows this version. */
export const SCHEMA_LINK = {
  rel: 'describedby',
  href: 'https://raw.githubusercontent.com/Open-Telecoms-Data/open-fibre-data-standard/0__3__0/schema/network-schema.json',
};

/** WGS 84, longitude before latitude: the only coordinate system of the standard. */
export const CRS = {
  name: 'urn:ogc:def:crs:OGC::CRS84',
  uri: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
};

export type Content = Record<string, unknown>;
export type Kind = 'network' | 'node' | 'span' | 'phase' | 'organisation' | 'contract';

/** The lists of a network and what is in them. */
export const LISTS = {
  nodes: 'node',
  spans: 'span',
  phases: 'phase',
  organisations: 'organisation',
  contracts: 'contract',
} as const satisfies Record<string, Kind>;

export interface Field {
  type: 'text' | 'iri' | 'uuid' | 'date' | 'number' | 'count' | 'boolean' | 'object' | 'Point' | 'LineString';
  list?: boolean;
  codes?: Codelist;
  shape?: Shape;
  /** Such as `metres`, for the message. */
  unit?: string;
  required?: boolean;
}
export type Shape = Record<string, Field>;

const text: Field = { type: 'text' };
const iri: Field = { type: 'iri' };
const date: Field = { type: 'date' };
const yesOrNo: Field = { type: 'boolean' };
const id: Field = { type: 'text', required: true };
const number = (unit: string): Field => ({ type: 'number', unit });
const code = (codes: Codelist): Field => ({ type: 'text', codes });
const codes = (list: Codelist): Field => ({ type: 'text', codes: list, list: true });
const object = (shape: Shape): Field => ({ type: 'object', shape });
const objects = (shape: Shape): Field => ({ type: 'object', shape, list: true });

const reference: Shape = { id, name: text };
const identifier: Shape = {
  id: text,
  scheme: code(CODELISTS.organisationIdentifierScheme),
  legalName: text,
  uri: iri,
};
const address: Shape = {
  streetAddress: text,
  locality: text,
  region: text,
  postalCode: text,
  country: code(CODELISTS.country),
};

export const SHAPES: Record<Kind, Shape> = {
  network: {
    id: { type: 'uuid', required: true },
    name: text,
    website: iri,
    publisher: object({ name: text, identifier: object(identifier) }),
    publicationDate: date,
    collectionDate: date,
    crs: object({ name: id, uri: id }),
    accuracy: number('metres'),
    accuracyDetails: text,
    language: code(CODELISTS.language),
    links: objects({
      href: { type: 'iri', required: true },
      rel: { ...code(CODELISTS.linkRelationType), required: true },
    }),
  },
  node: {
    id,
    name: text,
    phase: object(reference),
    status: code(CODELISTS.nodeStatus),
    location: { type: 'Point' },
    address: object(address),
    type: codes(CODELISTS.nodeType),
    accessPoint: yesOrNo,
    internationalConnections: objects({ ...address, country: { ...code(CODELISTS.country), required: true } }),
    power: yesOrNo,
    technologies: codes(CODELISTS.nodeTechnologies),
    physicalInfrastructureProvider: object(reference),
    networkProviders: objects(reference),
  },
  span: {
    id,
    name: text,
    phase: object(reference),
    status: code(CODELISTS.spanStatus),
    readyForServiceDate: date,
    start: text,
    end: text,
    directed: yesOrNo,
    route: { type: 'LineString' },
    physicalInfrastructureProvider: object(reference),
    networkProviders: objects(reference),
    supplier: object(reference),
    transmissionMedium: codes(CODELISTS.transmissionMedium),
    deployment: codes(CODELISTS.deployment),
    deploymentDetails: object({ description: text }),
    darkFibre: yesOrNo,
    fibreType: code(CODELISTS.fibreType),
    fibreTypeDetails: object({ fibreSubtype: text, description: text }),
    fibreCount: { type: 'count' },
    fibreLength: number('kilometres'),
    technologies: codes(CODELISTS.spanTechnologies),
    capacity: number('Gbit/s'),
    capacityDetails: object({ description: text }),
    countries: codes(CODELISTS.country),
  },
  phase: { id, name: text, description: text, funders: objects(reference) },
  organisation: {
    id,
    name: text,
    identifier: object(identifier),
    country: code(CODELISTS.country),
    roles: codes(CODELISTS.organisationRole),
    roleDetails: text,
    website: iri,
    logo: iri,
  },
  contract: {
    id,
    title: text,
    description: text,
    type: code(CODELISTS.contractType),
    value: object({ amount: number('the currency'), currency: code(CODELISTS.currency) }),
    dateSigned: date,
    documents: objects({ title: text, description: text, url: iri, format: code(CODELISTS.mediaType) }),
    relatedPhases: objects(reference),
  },
};

/** Which fields refer to what. A span names its nodes by their bare ids, everything else by an object with `id` and `name`. */
export const REFERENCES: Record<string, Kind> = {
  start: 'node',
  end: 'node',
  phase: 'phase',
  relatedPhases: 'phase',
  physicalInfrastructureProvider: 'organisation',
  networkProviders: 'organisation',
  supplier: 'organisation',
  funders: 'organisation',
};
