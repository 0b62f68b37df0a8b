// For tests: a made-up network that uses every field of the Open Fibre Data Standard 0.3, and breaks no rule of it.
import { CRS, SCHEMA_LINK, type Content } from './standard/schema.js';

export const NETWORK_ID = '3f0c2c1e-6c1d-4c0a-9d0e-1a2b3c4d5e6f';

const works = { id: 'o1', name: 'Stadtwerke Beispiel' };
const cables = { id: 'o2', name: 'Kabelbau Muster' };
const fund = { id: 'o3', name: 'Förderbank' };
const phase = { id: 'p1', name: 'Erste Phase' };

export const network = (changes: Content = {}): Content => ({
  id: NETWORK_ID,
  name: 'Stadtnetz',
  nodes: [
    {
      id: '1',
      name: 'West',
      phase,
      status: 'operational',
      location: { type: 'Point', coordinates: [7.88, 51.76] },
      address: {
        streetAddress: 'Weg 1',
        locality: 'Ahlen',
        region: 'Nordrhein-Westfalen',
        postalCode: '05922',
        country: 'DE',
      },
      type: ['pop', 'exchange'],
      accessPoint: true,
      internationalConnections: [{ locality: 'Enschede', country: 'NL' }],
      power: false,
      technologies: ['ip', 'mpls'],
      physicalInfrastructureProvider: works,
      networkProviders: [works, cables],
    },
    { id: '2', networkProviders: [works] },
  ],
  spans: [
    {
      id: '1',
      name: 'Weststrecke',
      phase,
      status: 'planned',
      readyForServiceDate: '2025-01-31',
      start: '1',
      end: '2',
      directed: false,
      route: {
        type: 'LineString',
        coordinates: [
          [7.88, 51.76],
          [7.885123456789, 51.765],
          [7.89, 51.77],
        ],
      },
      physicalInfrastructureProvider: works,
      networkProviders: [cables],
      supplier: cables,
      transmissionMedium: ['fibre'],
      deployment: ['belowGround', 'aboveGround'],
      deploymentDetails: { description: 'Leerrohr' },
      darkFibre: true,
      fibreType: 'G.652',
      fibreTypeDetails: { fibreSubtype: 'G.652.D', description: 'Standardfaser' },
      fibreCount: 96,
      fibreLength: 1.2345,
      technologies: ['dwdm'],
      capacity: 4.976,
      capacityDetails: { description: '2 × STM-16' },
      countries: ['DE'],
    },
  ],
  phases: [{ id: 'p1', name: 'Erste Phase', description: 'Der Westen', funders: [fund] }],
  organisations: [
    {
      id: 'o1',
      name: 'Stadtwerke Beispiel',
      identifier: { id: 'HRB 1', scheme: 'DE-CR', legalName: 'Stadtwerke GmbH', uri: 'https://register.example/1' },
      country: 'DE',
      roles: ['physicalInfrastructureProvider', 'networkProvider'],
      roleDetails: 'Besitzt die Rohre',
      website: 'https://werke.example',
      logo: 'https://werke.example/logo.svg',
    },
    { id: 'o2', name: 'Kabelbau Muster', roles: ['supplier', 'networkProvider'] },
    { id: 'o3', name: 'Förderbank', roles: ['funder'] },
  ],
  contracts: [
    {
      id: 'c',
      title: 'Bau',
      description: 'Bau des Westens',
      type: 'private',
      value: { amount: 1_500_000.5, currency: 'EUR' },
      dateSigned: '2022-12-31',
      documents: [
        {
          title: 'Vertrag',
          description: 'Unterschrieben',
          url: 'https://werke.example/v.pdf',
          format: 'application/pdf',
        },
      ],
      relatedPhases: [phase],
    },
  ],
  website: 'https://netz.example',
  publisher: { name: 'Stadtwerke', identifier: { id: 'HRB 1', scheme: 'DE-CR' } },
  publicationDate: '2023-05-01',
  collectionDate: '2023-04-30',
  crs: { ...CRS },
  accuracy: 2.5,
  accuracyDetails: 'Eingemessen',
  language: 'de',
  links: [{ ...SCHEMA_LINK }, { rel: 'canonical', href: 'https://netz.example/ofds.json' }],
  ...changes,
});
