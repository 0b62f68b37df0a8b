import { comparedWith } from './compared.js';
import { correctionsOf } from './corrections.js';
import type { Difference } from './difference.js';
import { differencesOf } from './differences.js';
import { documentOf } from './document.js';
import { toMarkdown } from './markdown.js';
import type {
  Report,
  ReportedField,
  ReportedGoal,
  ReportedIndicator,
  ReportedMeasure,
  ReportedTarget,
} from './report.js';

const same = (words: string) => ({ de: words, en: words });
const figure = (value: number | null) => ({ day: '2026-06-30', value, counted: 1, total: 2, known: 2 });
const indicator = (id: string, value: number | null, more: Partial<ReportedIndicator> = {}): ReportedIndicator => ({
  ...{ indicator: id, title: same(`I ${id}`), unit: '%', method: same('M'), sources: [] },
  ...{ figure: figure(value), corrected: null, stated: null, ...more },
});
const target = (more: Partial<ReportedTarget> = {}): ReportedTarget => ({
  ...indicator('fibre', 10),
  ...{ baseline: { date: '2021-01-01', value: 0 }, path: [{ date: '2027-12-31', value: 50 }] },
  ...{ date: '2030-12-31', value: 100, source: 'Gesetz', expected: 40, status: 'on_track', forecast: null },
  ...more,
});
const measure = (more: Partial<ReportedMeasure> = {}): ReportedMeasure => ({
  ...{ id: 'dig', title: same('Graben'), text: same('Erst hier.'), state: 'running', isDemo: false, applications: [] },
  ...{ actors: [], budget: [], staff: [], funding: [], risks: [], dependsOn: [] },
  milestones: [{ id: 'start', title: same('Spaten'), due: '2026-03-01' }],
  ...more,
});
const goal = (more: Partial<ReportedGoal> = {}): ReportedGoal => ({
  ...{ id: 'all', title: same('Alle'), text: null, office: null, actors: [], decision: null, isDemo: false },
  ...{ version: 1, reason: null, targets: [target()], measures: [measure()], years: [], ...more },
});
const field = (id: string, more: Partial<ReportedField> = {}): ReportedField => ({
  ...{ id, title: same(`F ${id}`), goals: [], others: [], districts: [], ...more },
});
const network = {
  ...{ operator: 'Funk', operatorId: 'funk', technology: '5g', addresses: 9, coveredAddresses: 6 },
  ...{ premises: null, coveredPremises: null, areaKm2: 3, coveredKm2: 1.301, sitesLive: 1, sitesPlanned: 1 },
};
const districts = (north: number | null, more: { district: string; total: number }[] = []) => [
  {
    ...{ indicator: 'fibre', title: same('I fibre'), unit: '%' },
    figures: [
      { ...figure(north), district: 'north', name: 'Nord', known: 2 },
      ...more.map((one) => ({ ...figure(null), name: one.district, known: 0, ...one })),
    ],
  },
];
const report = (...fields: ReportedField[]): Report => ({
  ...{ asOf: '2026-06-30', fields, years: [], exampleYears: [], since: null, corrects: null, sources: [] },
});
const whats = (found: Difference[]) => found.map(({ what, title, from, to }) => [what, title.de, from, to]);
const written = (found: Report, language: 'de' | 'en' = 'de') =>
  toMarkdown(documentOf(found, { language, cityName: 'A' }));

describe('what differs from the report before', () => {
  it('names figures without a target, also where a target for them came or went, and figures that came or went themselves', () => {
    const before = report(
      field('fibre', { goals: [goal()], others: [indicator('streets', 20), indicator('gone', 1)] }),
    );
    const now = report(
      field('fibre', {
        goals: [goal({ targets: [target({ indicator: 'streets', title: same('I streets'), figure: figure(25) })] })],
        others: [indicator('fibre', 12), indicator('new', 3)],
      }),
    );
    const found = differencesOf(before, now).filter(({ what }) => what === 'figure' || what === 'indicator');
    expect(whats(found)).toEqual([
      ['indicator', 'I new', null, 'new'],
      ['indicator', 'I gone', 'gone', null],
      ['figure', 'I streets', 20, 25],
      ['figure', 'I fibre', 10, 12],
    ]);
    const paper = written({ ...now, since: { number: 1, asOf: '2026-01-31', differences: found } });
    expect(paper).toContain('| I new | Zahl |  | neu |');
    expect(paper).toContain('| I gone | Zahl |  | entfallen |');
    expect(paper).toContain('| I streets | Wert | 20 % | 25 % |');
  });

  it('tells once of a figure for which two goals have a target', () => {
    const goals = (value: number) => [
      goal({ targets: [target({ figure: figure(value) })], measures: [] }),
      goal({ id: 'more', targets: [target({ figure: figure(value) })], measures: [] }),
    ];
    const [before, now] = [10, 11].map((value) => report(field('fibre', { goals: goals(value) })));
    expect(whats(differencesOf(before!, now!))).toEqual([['figure', 'I fibre', 10, 11]]);
  });

  it('names figures in districts as far as the paper prints them', () => {
    const before = report(field('fibre', { districts: districts(50, [{ district: 'Leer', total: 0 }]) }));
    const now = report(field('fibre', { districts: districts(75, [{ district: 'Leer', total: 0 }]) }));
    const found = differencesOf(before, now);
    expect(whats(found)).toEqual([['figure', 'I fibre: Nord', 50, 75]]);
    // Of a table that is new or gone there is one line, not one for each district.
    expect(whats(differencesOf(report(field('fibre')), now))).toEqual([['districts', 'I fibre', null, 'fibre']]);
    expect(whats(differencesOf(before, report(field('fibre'))))).toEqual([['districts', 'I fibre', 'fibre', null]]);
    expect(written({ ...now, since: { number: 1, asOf: '2026-01-31', differences: found } })).toContain(
      '| I fibre: Nord | Wert | 50 % | 75 % |',
    );
  });

  it('names mobile networks by operator and technology: what they reach, their sites, and those that came or went', () => {
    const before = report(field('5g', { networks: [network, { ...network, technology: '2g' }] }));
    const now = report(
      field('5g', {
        networks: [
          // Of less than a hundredth of a square kilometre more the paper says nothing.
          { ...network, coveredAddresses: 7, coveredKm2: 1.3049, sitesLive: 2, sitesPlanned: 0 },
          { ...network, technology: '4g' },
        ],
      }),
    );
    const found = differencesOf(before, now);
    expect(whats(found)).toEqual([
      ['network', '4G, Funk', null, 'funk/4g'],
      ['network', '2G, Funk', 'funk/2g', null],
      ['reachedAddresses', '5G, Funk', { part: 6, whole: 9 }, { part: 7, whole: 9 }],
      ['sitesLive', '5G, Funk', 1, 2],
      ['sitesPlanned', '5G, Funk', 1, 0],
    ]);
    const paper = written({ ...now, since: { number: 1, asOf: '2026-01-31', differences: found } });
    expect(paper).toContain('| 4G, Funk | Netz |  | neu |');
    expect(paper).toContain('| 2G, Funk | Netz |  | entfallen |');
    expect(paper).toContain('| 5G, Funk | versorgte Adressen | 66,7 % (6 von 9) | 77,8 % (7 von 9) |');
    expect(paper).toContain('| 5G, Funk | Standorte geplant | 1 | 0 |');
  });

  it('names how measures and milestones are worded, and to which goal and field of action things have moved', () => {
    const before = report(
      field('fibre', { goals: [goal(), goal({ id: 'firms', title: same('Betriebe'), targets: [], measures: [] })] }),
      field('5g'),
    );
    const moved = measure({
      ...{ title: same('Buddeln'), text: undefined },
      milestones: [{ id: 'start', title: same('Erster Spaten'), due: '2026-03-01' }],
    });
    const now = report(
      field('fibre', { goals: [goal({ measures: [] })] }),
      field('5g', { goals: [goal({ id: 'firms', title: same('Betriebe'), targets: [], measures: [moved] })] }),
    );
    const found = differencesOf(before, now);
    expect(whats(found)).toEqual([
      ['ofField', 'Betriebe', same('F fibre'), same('F 5g')],
      ['ofGoal', 'Buddeln', same('Alle'), same('Betriebe')],
      ['measureWording', 'Buddeln', same('Graben'), same('Buddeln')],
      ['measureText', 'Buddeln', same('Erst hier.'), null],
      ['milestoneTitle', 'Buddeln: Erster Spaten', same('Spaten'), same('Erster Spaten')],
    ]);
    const paper = written({ ...now, since: { number: 1, asOf: '2026-01-31', differences: found } });
    expect(paper).toContain('| Betriebe | Ziel, sein Handlungsfeld | F fibre | F 5g |');
    expect(paper).toContain('| Buddeln | Maßnahme, ihr Ziel | Alle | Betriebe |');
    expect(paper).toContain('| Buddeln | Maßnahme, was getan wird | Erst hier. | entfallen |');
    expect(paper).toContain('| Buddeln: Erster Spaten | Meilenstein, im Wortlaut | Spaten | Erster Spaten |');
  });

  it('names first values, ways and sources of targets, with the reason of the goal beside each change of it', () => {
    const before = report(field('fibre', { goals: [goal()] }));
    const [baseline, path] = [{ date: '2022-01-01', value: 5, source: 'Atlas' }, [{ date: '2028-12-31', value: 60 }]];
    const now = report(
      field('fibre', {
        goals: [
          goal({
            ...{ version: 2, reason: 'Beschluss', office: 'Digitales' },
            targets: [target({ baseline, path, source: null, value: 90, status: 'at_risk', figure: figure(11) })],
          }),
        ],
      }),
    );
    const found = differencesOf(before, now);
    expect(found.map(({ what, reason }) => [what, reason])).toEqual([
      ...['office', 'target', 'targetSource', 'baseline', 'path'].map((what) => [what, 'Beschluss']),
      ['figure', undefined],
      ['status', undefined],
    ]);
    // At the same version, it is the reason of something else.
    const old = report(field('fibre', { goals: [goal({ version: 2 })] }));
    expect(differencesOf(old, now).filter(({ reason }) => reason)).toEqual([]);
    const paper = written({ ...now, since: { number: 1, asOf: '2026-01-31', differences: found } });
    expect(paper).toContain('| Alle | Zuständig |  | Digitales Begründung: Beschluss |');
    expect(paper).toContain('| I fibre | Zielwert, gesetzt durch | Gesetz | entfallen Begründung: Beschluss |');
    expect(paper).toContain(
      '| I fibre | Ausgangswert | ausgehend von 0 % am 1. Januar 2021, angegeben, nicht berechnet | ausgehend von 5 % am 1. Januar 2022, angegeben nach: Atlas Begründung: Beschluss |',
    );
    expect(paper).toContain('| I fibre | Zwischenziele | 50 % bis 31. Dezember 2027 | 60 % bis 31. Dezember 2028 ');
  });

  it('names what others have stated otherwise', () => {
    const stated = (value: number) => ({ date: '2026-01-01', value, source: 'Atlas', isDemo: false });
    const of = (...values: (number | null)[]) =>
      report(
        field('fibre', {
          others: values.map((one, at) => indicator(`${at}`, 1, { stated: one === null ? null : stated(one) })),
        }),
      );
    const now = of(5, 7, null);
    const found = differencesOf(of(4, null, 8), now);
    expect(whats(found)).toEqual([
      ['stated', 'I 0', stated(4), stated(5)],
      ['stated', 'I 1', null, stated(7)],
      ['stated', 'I 2', stated(8), null],
    ]);
    expect(written({ ...now, since: { number: 1, asOf: '2026-01-31', differences: found } }, 'en')).toContain(
      '| I 1 | Stated value |  | stated, not computed: 7 % for 1 January 2026 (source: Atlas) |',
    );
  });
});

describe('a report of before there were all parts', () => {
  const full = report(
    field('5g', {
      ...{ goals: [goal()], others: [indicator('streets', 20)], districts: districts(50), networks: [network] },
      ...{ applications: [], concept: [] },
    }),
  );
  /** As it was published long ago. */
  const bare = (): Report => {
    const old = JSON.parse(JSON.stringify(full)) as Report;
    for (const one of old.fields) {
      for (const part of ['others', 'districts', 'networks', 'applications', 'concept'] as const) delete one[part];
      for (const of of one.goals) {
        for (const part of ['office', 'actors'] as const) delete of[part];
        for (const each of of.targets) for (const part of ['baseline', 'path', 'stated'] as const) delete each[part];
        for (const each of of.measures) delete each.applications;
      }
    }
    return old;
  };
  const now = report(
    field('5g', {
      goals: [
        goal({
          office: 'Neu',
          targets: [target({ stated: { date: '2026-01-01', value: 1, source: 'A', isDemo: false } })],
        }),
      ],
      ...{ others: [indicator('streets', 21)], districts: districts(51), networks: [{ ...network, sitesLive: 5 }] },
    }),
  );

  it('is compared in nothing that it did not have', () => {
    expect(differencesOf(bare(), now)).toEqual([]);
    expect(correctionsOf(bare(), now)).toEqual([]);
    expect(differencesOf(full, now).map(({ what }) => what)).toEqual([
      ...['office', 'stated', 'figure', 'figure', 'sitesLive'],
    ]);
  });

  it('is said to be the same in that alone in which it was compared', () => {
    expect(comparedWith(bare())).toEqual(['agenda']);
    expect(comparedWith(full)).toEqual([
      ...['agenda', 'responsible', 'applications', 'unattached', 'concept'],
      ...['path', 'others', 'stated', 'districts', 'networks'],
    ]);
    const since = (before: Report) => ({
      ...{ number: 1, asOf: '2026-01-31', differences: [], compared: comparedWith(before) },
    });
    const corrects = (before: Report) => ({
      ...{ number: 1, publishedAt: '2026-06-30', differences: [], compared: comparedWith(before) },
    });
    const sentences = (before: Report, language: 'de' | 'en') =>
      written({ ...now, since: since(before), corrects: corrects(before) }, language)
        .split('\n')
        .filter((line) => /dieselben|the same as/.test(line));
    const later = /Stadtteil|Netze|ohne Zielwert|angegeben|Förderanträge|Digitalkonzept|der Ziele|Zwischenziele/g;
    expect(sentences(full, 'de').map((one) => one.match(later)?.length)).toEqual([9, 9]);
    expect(sentences(bare(), 'de').map((one) => one.match(later))).toEqual([null, null]);
    expect(sentences(full, 'de')[1]).toMatch(
      /^Seit dem letzten Bericht sind dieselben: Ziele, Werte, .*nach Stadtteilen und Netze nach Technik und Betreiber\.$/,
    );
    expect(sentences(bare(), 'en')[0]).toMatch(/^Goals, .* money and staff are the same as in report no\. 1 /);
  });

  it('is read again with the words of then, where it does not say in what it was compared', () => {
    const old: Report = { ...full, since: { number: 1, asOf: '2026-01-31', differences: [] } };
    expect(written(old)).toContain(
      'Seit dem letzten Bericht sind dieselben: Ziele, Werte, Stände, Anträge und Beschlüsse, ',
    );
    expect(written(old)).not.toMatch(/dieselben: .*(Stadtteil|Netze)/);
  });
});

describe('what a report that is made again corrects', () => {
  it('are networks and figures in districts, too', () => {
    const of = (coveredAddresses: number, north: number) =>
      report(field('5g', { networks: [{ ...network, coveredAddresses }], districts: districts(north) }));
    expect(whats(correctionsOf(of(6, 50), of(7, 75)))).toEqual([
      ['figure', 'I fibre: Nord', 50, 75],
      ['reachedAddresses', '5G, Funk', { part: 6, whole: 9 }, { part: 7, whole: 9 }],
    ]);
  });

  it('are figures that nobody knows any more: that is another thing than no correction', () => {
    const of = (corrected: ReportedIndicator['corrected']) =>
      report(field('fibre', { others: [indicator('streets', 20, { corrected })] }));
    const again = of('unknown');
    expect(whats(correctionsOf(of(null), again))).toEqual([['figure', 'I streets', 20, null]]);
    expect(correctionsOf(again, again)).toEqual([]);
    expect(written(again)).toContain('nach heutiger Kenntnis nicht bekannt (seither berichtigt)');
  });
});
