// Records of the fields of action for the demo city. All of them are made up, and marked so.
import type { AgendaFile } from '@stadtlage/agenda';
import type { City } from './city.js';
import type { Facility, FacilityKind } from './facilities.js';

type Section<S extends keyof AgendaFile> = NonNullable<AgendaFile[S]>;

const demo = true as const;

/** @param now the demo's present: what is due is due around it */
export function demoRecords({ facilities, sensors }: Pick<City, 'facilities' | 'sensors'>, now: Date): AgendaFile {
  const of = (kind: FacilityKind) => facilities.filter((one) => one.kind === kind);
  return {
    format: 'stadtlage-agenda',
    version: 1,
    goals: goals(now),
    measures: [],
    schools: schools(of('school')),
    onlineServices: onlineServices(now.getUTCFullYear() - 1),
    ...administration(of('administration'), now),
    conceptItems: conceptItems(now),
    useCases: useCases(sensors.map(({ id }) => id)),
    courses: courses([...of('library'), ...of('culture'), ...of('advice').slice(0, 1)], now),
    advice: advice(now),
    ...funding(now),
    inclusionOffers: offers(of('library'), of('advice')),
    statedFigures: statedFigures(now.getUTCFullYear() - 2),
  };
}

/** YYYY-MM-DD, so many days from now. */
const inDays = (now: Date, days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);

// Field, goal, in English, and targets: indicator, where it began a year ago, what is to be halfway until then, target, years until then. Where
// a law or a programme sets a target, the seed has it, too; that of fibre for businesses and of 5G does not say there where it began.
const GOALS = [
  ['fibre', 'Glasfaser für jeden Betrieb', 'Fibre for each business', [['fibre-commercial', 20, 55, 100, 4]]],
  [
    'administration',
    'Kein System der Verwaltung ist überaltert',
    'No system of the administration is overaged',
    [['systems-kept-up', 40, 70, 90, 2]],
  ],
  [
    'town-hall',
    'Das Digitalkonzept ist bis zum Einzug umgesetzt',
    'The digital concept is carried out before moving in',
    [['concept-requirements-met', 0, 70, 100, 1]],
  ],
  [
    'smart-city',
    'Aus Versuchen werden Anwendungen',
    'Trials become use cases in service',
    [['use-cases-in-service', 25, 60, 75, 1]],
  ],
  [
    '5g',
    'Eigenständiges 5G für neun von zehn Adressen',
    'Standalone 5G for nine of ten addresses',
    [
      ['addresses-with-5g-sa', 35, 65, 90, 3],
      ['addresses-with-5g', 60, 85, 100, 3],
    ],
  ],
  [
    'training',
    'Ein Kurs in der Nähe jeder Wohnung',
    'A course near each home',
    [['homes-near-courses', 30, 60, 80, 2]],
  ],
  ['business', 'Ein Erstgespräch in jeder Woche', 'A first talk in each week', [['businesses-advised', 20, 44, 52, 1]]],
  [
    'funding',
    'Kein passendes Programm verstreicht ungesehen',
    'No suitable programme passes unseen',
    [['programmes-screened', 0, 70, 100, 1]],
  ],
  ['inclusion', 'Halb so viel digitale Armut', 'Half as much digital poverty', [['digital-poverty', 60, 42, 30, 3]]],
] as const;

const goals = (now: Date): Section<'goals'> =>
  GOALS.map(([field, de, en, targets]) => ({
    id: `demo-${field}`,
    field,
    title: { de: `Beispiel: ${de}`, en: `Example: ${en}` },
    targets: targets.map(([indicator, began, halfway, value, years]) => ({
      indicator,
      baseline: { date: inDays(now, -365), value: began, source: 'Beispiel, erfunden / example, made up' },
      path: [{ date: inDays(now, Math.round(years * 182.5)), value: halfway }],
      date: inDays(now, years * 365),
      value,
      source: 'Beispiel, kein Beschluss / example, no decision',
    })),
    demo,
  }));

/** Of every seventh nobody has told anything. */
const schools = (facilities: Facility[]): Section<'schools'> =>
  facilities.flatMap(({ id, name }, i) => {
    if (i % 7 === 5) return [];
    const pupils = name.startsWith('Grundschule') ? 180 + ((i * 37) % 160) : 520 + ((i * 113) % 560);
    return [
      {
        id: `demo-school-${i + 1}`,
        facility: id,
        name,
        pupils,
        devices: Math.round(pupils * [1.05, 0.5, 0.8, 1, 0.3][i % 5]!),
        wifi: (['all', 'parts', 'all', 'none', 'all'] as const)[i % 5]!,
        support: i % 3 === 0 ? 'Schulträger' : 'Kommunales Rechenzentrum',
        countedOn: '2026-06-30',
        demo,
      },
    ];
  });

/** Leads nowhere: example.org belongs to no city. */
const exampleLink = (path: string) => `https://www.example.org/${path}`;

// Name, in English, office, maturity, share of cases online, cases of a year, and the LeiKa key where it is known.
const SERVICES = [
  ['Wohnsitz anmelden', 'Register a residence', 'Bürgeramt', 4, 0.46, 4200, '99115005104000'],
  ['Hundesteuer anmelden', 'Register a dog for tax', 'Kämmerei', 3, 0.61, 640],
  ['Kita-Platz anfragen', 'Ask for a place in a kindergarten', 'Jugendamt', 4, 0.88, 910],
  ['Bewohnerparkausweis', 'Parking permit for residents', 'Ordnungsamt', 3, 0.57, 780],
  ['Gewerbe anmelden', 'Register a trade', 'Ordnungsamt', 3, 0.39, 520, '99050012104000'],
  ['Baugenehmigung', 'Building permit', 'Bauordnung', 2, 0.12, 260],
  ['Wohngeld', 'Housing benefit', 'Sozialamt', 3, 0.33, 1150],
  ['Geburtsurkunde', 'Birth certificate', 'Standesamt', 3, 0.52, 1480, '99027002012000'],
  ['Personalausweis', 'Identity card', 'Bürgeramt', 1, 0, 5200],
  ['Sperrmüll anmelden', 'Have bulky waste collected', 'Umweltbetriebe', 4, 0.91, 3900],
  ['Sondernutzung von Straßen', 'Special use of streets', 'Tiefbau', 2, null, null],
  ['Schülerfahrkarte', 'Ticket for pupils', 'Schulverwaltung', null, null, null],
  ['Fischereischein', 'Fishing licence', 'Ordnungsamt', 0, 0, 140],
] as const;

const onlineServices = (year: number): Section<'onlineServices'> =>
  SERVICES.map(([de, en, office, maturity, share, total, leika], i) => ({
    id: `demo-service-${i + 1}`,
    title: { de, en },
    ...(leika && { leika }),
    office,
    ...(maturity === null ? {} : { maturity }),
    // Before level 2 there is nothing to apply with.
    ...(maturity !== null && maturity >= 2 && { link: exampleLink(`service/${i + 1}`) }),
    cases:
      total === null
        ? []
        : [year - 1, year].map((one) => ({
            year: one,
            online: Math.round(total * share * (one === year ? 1 : 0.8)),
            total,
          })),
    demo,
  }));

const COURSES = [
  ['Erste Schritte mit dem Smartphone', 'First steps with a smartphone', 'seniors'],
  ['Online zum Amt', 'Public services online', 'everyone'],
  ['Sicher im Netz', 'Safe on the net', 'families'],
  ['Bewerben im Internet', 'Applying for jobs online', 'job_seekers'],
  ['Tabellen und Texte', 'Tables and texts', 'everyone'],
  ['Künstliche Intelligenz verstehen', 'Understanding artificial intelligence', 'youth'],
  ['Ankommen: Ämter, Bank und Arzt online', 'Arriving: offices, bank and doctor online', 'newcomers'],
  ['Sicher digital im Betrieb', 'Safe and digital in a business', 'businesses'],
] as const;

/** One every three weeks, a year back and four months ahead. */
const courses = (places: Facility[], now: Date): Section<'courses'> =>
  Array.from({ length: 24 }, (_, i) => {
    const days = i * 21 - 366 + 7;
    const [de, en, targetGroup] = COURSES[i % COURSES.length]!;
    const isPast = days < 0;
    const isCancelled = i % 11 === 6;
    const seats = 10 + (i % 3) * 2;
    return {
      id: `demo-course-${i + 1}`,
      title: { de, en },
      facility: places[i % places.length]!.id,
      starts: inDays(now, days),
      from: i % 2 ? '10:00' : '17:30',
      until: i % 2 ? '12:00' : '19:00',
      targetGroup,
      state: isCancelled ? 'cancelled' : isPast ? 'held' : 'planned',
      seats,
      ...(isPast && !isCancelled && i % 8 !== 3
        ? { participants: Math.round(seats * [0.9, 0.6, 0.4, 1][i % 4]!) }
        : {}),
      link: exampleLink(`kurse/${i + 1}`),
      demo,
    };
  });

const BRANCHES = ['crafts', 'trade', 'industry', 'services'] as const;

const advice = (now: Date): Section<'advice'> =>
  Array.from({ length: 5 }, (_, back) => {
    const month = now.getUTCFullYear() * 12 + now.getUTCMonth() - back * 3;
    const quarter = `${Math.floor(month / 12)}-Q${Math.floor((month % 12) / 3) + 1}`;
    return BRANCHES.map((branch, i) => ({
      id: `demo-advice-${quarter.toLowerCase()}-${branch}`,
      quarter,
      branch,
      offers: 2 + ((back + i) % 3),
      requests: 4 + ((back + i * 3) % 5),
      firstTalks: 2 + ((back + i) % 4),
      casesOpen: 3 + ((back * 2 + i) % 4),
      conceptsMade: (back + i) % 3,
      conceptsCarriedOut: (back + i) % 4 === 0 ? 1 : 0,
      demo,
    }));
  }).flat();

const funding = (now: Date): Pick<AgendaFile, 'programmes' | 'applications'> => ({
  programmes: [
    {
      id: 'demo-school-connections',
      title: { de: 'Beispielprogramm Schulanschlüsse', en: 'Example programme for school connections' },
      funder: 'Beispielbank',
      deadline: inDays(now, 60),
      quota: 80,
      most: 300_000,
      conditions: { de: 'Nur Schulen unter 1 Gbit/s.', en: 'Only schools below 1 Gbit/s.' },
      screening: 'suitable',
      link: exampleLink('foerderung/schulanschluesse'),
      demo,
    },
    {
      id: 'demo-libraries',
      title: { de: 'Beispielprogramm Bibliotheken', en: 'Example programme for libraries' },
      funder: 'Beispielstiftung',
      deadline: inDays(now, 25),
      quota: 50,
      screening: 'open',
      link: exampleLink('foerderung/bibliotheken'),
      demo,
    },
    {
      id: 'demo-sensors',
      title: { de: 'Beispielprogramm Sensoren', en: 'Example programme for sensors' },
      funder: 'Beispielministerium',
      deadline: inDays(now, -120),
      quota: 90,
      screening: 'unsuitable',
      link: exampleLink('foerderung/sensoren'),
      demo,
    },
  ],
  applications: [
    {
      id: 'demo-schools',
      title: { de: 'Anschluss von vier Schulen', en: 'Connecting four schools' },
      programme: 'demo-school-connections',
      measure: 'example-schools-fibre',
      state: 'granted',
      appliedOn: inDays(now, -400),
      decidedOn: inDays(now, -280),
      applied: 250_000,
      granted: 200_000,
      drawn: 60_000,
      demo,
    },
    {
      id: 'demo-sensor-network',
      title: { de: 'Sensoren an Straßen', en: 'Sensors along streets' },
      programme: 'demo-sensors',
      state: 'refused',
      appliedOn: inDays(now, -200),
      decidedOn: inDays(now, -90),
      applied: 48_000,
      demo,
    },
    {
      id: 'demo-lending',
      title: { de: 'Geräte zum Ausleihen', en: 'Devices to lend' },
      programme: 'demo-libraries',
      measure: 'example-lending',
      state: 'draft',
      applied: 18_000,
      demo,
    },
  ],
});

const statedFigures = (year: number): Section<'statedFigures'> => [
  {
    id: 'demo-survey',
    indicator: 'courses-filled',
    date: `${year}-12-31`,
    value: 61,
    source: 'Beispiel: Umfrage der Volkshochschule',
    text: { de: 'Nur Kurse am Abend.', en: 'Evening courses only.' },
    demo,
  },
];

const offers = (libraries: Facility[], desks: Facility[]): Section<'inclusionOffers'> => [
  ...desks.map(({ id, name }, i) => ({
    id: `demo-help-${i + 1}`,
    type: 'help_desk' as const,
    title: { de: `Digitale Sprechstunde: ${name}`, en: `Digital office hour: ${name}` },
    facility: id,
    hours: ['Di 15–17 Uhr', 'Do 10–12 Uhr', 'Mi 14–16 Uhr'][i % 3]!,
    demo,
  })),
  ...libraries.slice(0, 2).map(({ id, name }, i) => ({
    id: `demo-lending-${i + 1}`,
    type: 'lending' as const,
    title: { de: `Geräteverleih: ${name}`, en: `Devices to borrow: ${name}` },
    facility: id,
    devices: 12 - i * 5,
    demo,
  })),
];

// Name, in English, type, years since, state, days until it is to be renewed.
const SYSTEMS = [
  ['Netz des Rathauses', 'Network of the town hall', 'network', 9, 'fair', 200],
  ['Serverraum', 'Server room', 'server', 7, 'fair', -45],
  ['Einwohnerwesen', 'Residents register', 'application', 4, 'good', 900],
  ['Dokumentenmanagement', 'Document management', 'application', 2, 'good', 1500],
  ['Telefonanlage', 'Telephone system', 'telephony', 12, 'poor', 30],
  ['Arbeitsplätze 2022', 'Workplaces of 2022', 'workplaces', 4, 'good', 400],
  ['Geodatenserver', 'Geodata server', 'server', 5, null, null],
] as const;

const administration = (facilities: Facility[], now: Date): Pick<AgendaFile, 'sites' | 'systems'> => ({
  sites: facilities.map(({ id, name }, i) => ({
    id: `demo-site-${i + 1}`,
    title: { de: name, en: name },
    facility: id,
    workplaces: [260, 24, 18, 6, 7][i % 5]!,
    demo,
  })),
  systems: SYSTEMS.map(([de, en, type, years, state, days], i) => ({
    id: `demo-system-${i + 1}`,
    title: { de, en },
    type,
    site: 'demo-site-1',
    since: now.getUTCFullYear() - years,
    ...(state ? { state } : {}),
    ...(days === null ? {} : { renewalDue: inDays(now, days) }),
    demo,
  })),
});

// Name, in English, type, state, days until it is due, days until it was done, office, council paper.
const ITEMS = [
  ['WLAN in allen Räumen', 'Wi-Fi in all rooms', 'requirement', 'running', 240, null, 'Hauptamt', null],
  ['Sitzungssaal mit Übertragung', 'Council chamber with streaming', 'requirement', 'done', -60, -75, 'Ratsbüro', 7],
  ['Buchbare Arbeitsplätze', 'Workplaces that can be booked', 'requirement', 'open', 420, null, 'Hauptamt', null],
  ['Terminal für Bürgerinnen und Bürger', 'Terminal for citizens', 'requirement', 'done', -120, -90, 'Bürgeramt', 5],
  ['Serverraum oder Rechenzentrum', 'Server room or data centre', 'decision', 'done', -200, -205, 'Hauptamt', 3],
  ['Digitalkonzept beschlossen', 'Digital concept decided', 'milestone', 'done', -300, -300, 'Ratsbüro', 1],
  ['Netz abgenommen', 'Network accepted', 'milestone', 'open', 180, null, 'Hauptamt', null],
] as const;

const conceptItems = (now: Date): Section<'conceptItems'> =>
  ITEMS.map(([de, en, type, state, due, done, office, paper], i) => ({
    id: `demo-concept-${i + 1}`,
    type,
    title: { de, en },
    office,
    state,
    due: inDays(now, due),
    ...(done === null ? {} : { done: inDays(now, done) }),
    ...(paper === null ? {} : { paper: `Beispielvorlage ${paper}` }),
    dependsOn: i === 6 ? ['demo-concept-5'] : [],
    demo,
  }));

const USE_CASES = [
  ['Stadtklima messen', 'Measuring the urban climate', 'in_service', 'Umweltamt'],
  ['Pegel der Werse', 'Water level of the Werse', 'in_service', 'Umweltbetriebe'],
  ['Freie Parkplätze', 'Free parking spaces', 'trial', 'Ordnungsamt'],
  ['Bewässerung von Bäumen', 'Watering trees', 'idea', 'Umweltbetriebe'],
] as const;

const useCases = (sensors: string[]): Section<'useCases'> =>
  USE_CASES.map(([de, en, state, office], i) => ({
    id: `demo-use-case-${i + 1}`,
    title: { de, en },
    office,
    state,
    sensors: state === 'idea' ? [] : sensors.slice(i * 4, i * 4 + 4),
    datasets: state === 'idea' ? [] : ['sensors', 'latest-observations'],
    demo,
  }));
