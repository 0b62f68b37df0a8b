import 'reflect-metadata';
import { importAgenda, seedAgenda } from '@stadtlage/agenda';
import { barriers, openTown, readable, type Town } from '../../testing.js';
import { somebody } from '../edit/testing-edit.js';
import { toCalendar } from './ics.js';
import { momentOf } from './moment.js';

const DAY = {
  uid: 'a@stadtlage',
  day: '2026-06-30',
  summary: 'Ziel',
  description: '',
  url: 'http://localhost/agenda',
  changedAt: new Date('2026-01-02T03:04:05.678Z'),
};

/** As RFC 5545 reads it: folded lines put together again, then name, parameters and value. */
function linesOf(calendar: string): string[] {
  expect(calendar.endsWith('\r\n')).toBe(true);
  const lines = calendar.slice(0, -2).split('\r\n');
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  return lines.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
}

describe('a calendar', () => {
  test('says each day with a time of change and an identifier that stays', () => {
    expect(linesOf(toCalendar('Agenda', [DAY]))).toEqual([
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Stadtlage//Digital agenda//EN', 'CALSCALE:GREGORIAN'],
      ...['METHOD:PUBLISH', 'X-WR-CALNAME:Agenda', 'BEGIN:VEVENT', 'UID:a@stadtlage', 'DTSTAMP:20260102T030405Z'],
      ...['DTSTART;VALUE=DATE:20260630', 'SUMMARY:Ziel', 'DESCRIPTION:', 'URL:http://localhost/agenda'],
      ...['TRANSP:TRANSPARENT', 'END:VEVENT', 'END:VCALENDAR'],
    ]);
  });

  test('reminds so many days before at nine in the morning, by an alarm of its own for each', () => {
    const lines = linesOf(toCalendar('x', [{ ...DAY, summary: 'Frist; Ende', alarms: [28, 7] }]));
    const alarm = (trigger: string) => [
      ...['BEGIN:VALARM', 'ACTION:DISPLAY', `TRIGGER:${trigger}`, 'DESCRIPTION:Frist\\; Ende', 'END:VALARM'],
    ];
    expect(lines.slice(lines.indexOf('BEGIN:VALARM'), lines.indexOf('END:VEVENT'))).toEqual([
      ...alarm('-P27DT15H'),
      ...alarm('-P6DT15H'),
    ]);
  });

  test('keeps text as text: separators, line breaks and what looks like a property', () => {
    const summary = 'Rat; Ausschuss, \\ Ende\r\nEND:VCALENDAR';
    const lines = linesOf(toCalendar('x', [{ ...DAY, summary }]));
    expect(lines).toContain('SUMMARY:Rat\\; Ausschuss\\, \\\\ Ende\\nEND:VCALENDAR');
    expect(lines.filter((line) => line === 'END:VCALENDAR')).toHaveLength(1);
  });

  test('folds long lines between characters, also those of several octets', () => {
    const summary = `${'ä'.repeat(60)}🚀${'x'.repeat(80)}`;
    expect(linesOf(toCalendar('x', [{ ...DAY, summary }]))).toContain(`SUMMARY:${summary}`);
  });
});

describe('a time in a calendar', () => {
  test('is the moment at which clocks of the city show it, in summer and in winter', () => {
    const at = (day: string, time: string) => momentOf(day, time, 'Europe/Berlin').toISOString();
    expect(at('2026-07-01', '17:30')).toBe('2026-07-01T15:30:00.000Z');
    expect(at('2026-12-01', '17:30')).toBe('2026-12-01T16:30:00.000Z');
    // Half an hour after clocks were put forward, and back.
    expect(at('2026-03-29', '03:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(at('2026-10-25', '03:30')).toBe('2026-10-25T02:30:00.000Z');
  });

  test('has a begin and an end; several days end on the day after their last', () => {
    const times = { from: new Date('2026-06-30T15:30:00Z'), until: new Date('2026-06-30T17:00:00Z') };
    const timed = linesOf(toCalendar('x', [{ ...DAY, ...times, location: 'Bücherei, Saal', isCancelled: true }]));
    expect(timed).toEqual(
      expect.arrayContaining([
        ...['DTSTART:20260630T153000Z', 'DTEND:20260630T170000Z'],
        ...['LOCATION:Bücherei\\, Saal', 'STATUS:CANCELLED'],
      ]),
    );
    const several = linesOf(toCalendar('x', [{ ...DAY, lastDay: '2026-07-31' }]));
    expect(several).toEqual(expect.arrayContaining(['DTSTART;VALUE=DATE:20260630', 'DTEND;VALUE=DATE:20260801']));
  });
});

describe('the calendars of the agenda', () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown();
    await seedAgenda(town.database, 'test');
    const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    const course = { targetGroup: 'everyone', state: 'planned', starts: soon } as const;
    const item = { type: 'milestone' as const, dependsOn: [] };
    const records = { format: 'stadtlage-agenda', version: 1, goals: [], measures: [] } as const;
    await importAgenda(
      town.database,
      {
        ...{ ...records, measures: [] },
        goals: [
          {
            ...{ id: 'two-steps', field: 'fibre', title: { de: 'In zwei Schritten', en: 'In two steps' } },
            targets: [
              { indicator: 'fibre-residential', path: [], date: '2029-12-31', value: 0 },
              { indicator: 'fibre-residential', path: [], date: '2031-12-31', value: 80 },
              { indicator: 'fibre-residential', path: [], date: '2033-12-31', value: 90 },
            ],
          },
        ],
        courses: [
          { ...course, id: 'phones', title: { de: 'Smartphone', en: 'Smartphone' }, place: 'Rathaus', from: '17:30' },
          { ...course, id: 'off', title: { de: 'Tabellen', en: 'Tables' }, state: 'cancelled' },
          { ...course, id: 'show', title: { de: 'Vorgeführt', en: 'Shown' }, demo: true },
          { ...course, id: 'old', title: { de: 'Früher', en: 'Earlier' }, starts: '2020-01-01' },
        ],
        programmes: [
          { id: 'open', title: { de: 'Gigabit', en: 'Gigabit' }, deadline: soon, screening: 'suitable' },
          { id: 'no', title: { de: 'Nichts', en: 'Nothing' }, deadline: soon, screening: 'unsuitable' },
          { id: 'show', title: { de: 'Beispielhaft', en: 'For show' }, deadline: soon, screening: 'open', demo: true },
        ],
        systems: [
          { id: 'lan', type: 'network', title: { de: 'Hausnetz', en: 'LAN' }, renewalDue: soon, office: 'EDV' },
        ],
        conceptItems: [
          { ...item, id: 'net', title: { de: 'Netz abgenommen', en: 'Network accepted' }, state: 'open', due: soon },
          { ...item, id: 'hall', title: { de: 'Saal', en: 'Hall' }, state: 'done', due: soon, done: '2026-01-02' },
          { ...item, id: 'no', title: { de: 'Verworfenes', en: 'Dropped' }, state: 'dropped', due: soon },
          { ...item, id: 'never', title: { de: 'Ohne Tag', en: 'Without a day' }, state: 'open' },
        ],
      },
      { by: 'test' },
    );
  });
  afterAll(() => town.close());

  const read = async (name: string) => {
    const response = await town.get(`/agenda/calendar/${name}.ics?lang=de`);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    return linesOf(await response.text());
  };

  test('have the days by which targets are to be reached', async () => {
    const lines = await read('deadlines');
    expect(lines).toContain('SUMMARY:Zielwert 100 %: Private Adressen mit Glasfaseranschluss');
    expect(lines).toContain('DTSTART;VALUE=DATE:20301231');
    expect(lines).toContain(`URL:${town.url}/agenda/indicator/fibre-residential?lang=de`);
  });

  test('know several targets of a goal for one figure apart, as does the dataset', async () => {
    const uids = (await read('deadlines')).filter((line) => line.startsWith('UID:target-two-steps'));
    expect([uids.length, new Set(uids).size]).toEqual([3, 3]);
    // Another city has the same goals.
    expect(uids.every((line) => line.endsWith('@localhost'))).toBe(true);
    const ids = await town.database.query("SELECT id FROM open.agenda_targets WHERE goal_id = 'two-steps' ORDER BY id");
    expect(ids.map(({ id }) => id)).toEqual([
      'two-steps/fibre-residential/2029-12-31',
      'two-steps/fibre-residential/2031-12-31',
      'two-steps/fibre-residential/2033-12-31',
    ]);
  });

  test('have the milestones of measures, and say what is an example', async () => {
    const lines = await read('milestones');
    expect(lines.some((line) => line.startsWith('DESCRIPTION:Maßnahme (Beispiel): '))).toBe(true);
    const uids = lines.filter((line) => line.startsWith('UID:'));
    expect(uids.length).toBeGreaterThan(2);
    expect(new Set(uids).size).toBe(uids.length);
  });

  test('have the courses to come with place and time, and say which are cancelled', async () => {
    const lines = await read('courses');
    expect(lines.filter((line) => line.startsWith('SUMMARY:')).sort()).toEqual([
      'SUMMARY:Abgesagt: Tabellen',
      'SUMMARY:Smartphone',
      'SUMMARY:Vorgeführt (Beispiel)',
    ]);
    expect(lines).toContain('LOCATION:Rathaus');
    // For whom it is, to be read and to be sorted by.
    expect(lines.filter((line) => line === 'CATEGORIES:alle')).toHaveLength(3);
    expect(lines).toContain('DESCRIPTION:Für: alle');
    expect(lines.some((line) => /^DTSTART:\d{8}T1[56]3000Z$/.test(line))).toBe(true);
  });

  test('warn of the last day for applications, unless a programme does not suit the city', async () => {
    const lines = await read('deadlines');
    expect(lines).toContain('SUMMARY:Letzter Tag für Förderanträge: Gigabit');
    expect(lines.join()).not.toContain('Nichts');
    expect(lines).toContain('SUMMARY:Letzter Tag für Förderanträge: Beispielhaft (Beispiel)');
  });

  /** The lines of the event with this summary. */
  const eventOf = (lines: string[], summary: string) => {
    const at = lines.indexOf(`SUMMARY:${summary}`);
    expect([summary, at > 0]).toEqual([summary, true]);
    return lines.slice(lines.lastIndexOf('BEGIN:VEVENT', at), lines.indexOf('END:VEVENT', at));
  };
  const triggersOf = (event: string[]) => event.filter((line) => line.startsWith('TRIGGER'));

  test('remind of programmes four weeks and one week before, of all else one week', async () => {
    const lines = await read('deadlines');
    expect(triggersOf(eventOf(lines, 'Letzter Tag für Förderanträge: Gigabit'))).toEqual([
      'TRIGGER:-P27DT15H',
      'TRIGGER:-P6DT15H',
    ]);
    expect(triggersOf(eventOf(lines, 'Erneuerung fällig: Hausnetz'))).toEqual(['TRIGGER:-P6DT15H']);
    const target = eventOf(lines, 'Zielwert 100 %: Private Adressen mit Glasfaseranschluss');
    expect(triggersOf(target)).toEqual(['TRIGGER:-P6DT15H']);
    const milestones = await read('milestones');
    expect(triggersOf(eventOf(milestones, 'Netz abgenommen'))).toEqual(['TRIGGER:-P6DT15H']);
    // Nobody is to be reminded of what is done, or of a target that is reached.
    expect(triggersOf(eventOf(milestones, 'Erreicht: Saal'))).toEqual([]);
    expect(triggersOf(eventOf(lines, 'Zielwert 0 %: Private Adressen mit Glasfaseranschluss'))).toEqual([]);
  });

  test('have what the concept for the town hall is to be by, and what was done, but not what was dropped', async () => {
    const lines = await read('milestones');
    expect(eventOf(lines, 'Erreicht: Saal')).toContain('DTSTART;VALUE=DATE:20260102');
    expect(eventOf(lines, 'Netz abgenommen')).toContain(`URL:${town.url}/agenda?lang=de#town-hall`);
    expect(lines.join()).not.toMatch(/Verworfenes|Ohne Tag/);
    const system = eventOf(await read('deadlines'), 'Erneuerung fällig: Hausnetz');
    expect(system.find((line) => line.startsWith('DESCRIPTION'))).toMatch(
      /^DESCRIPTION:System oder Netz \(.*\)\\nEDV$/,
    );
  });

  test('tell of a day also the page, with what is overdue, for whom it is an example, and in both languages', async () => {
    const { page, text } = await town.pageOf('/agenda?lang=de');
    expect(barriers(page)).toEqual([]);
    const list = readable(/id="deadlines"[^]*?(?=<h2)/.exec(page)![0]);
    expect(list).toMatch(/31\. Juli 2021 überfällig Beschlussvorschlag liegt vor Meilenstein der Maßnahme „/);
    expect(list).toMatch(/Gigabit Letzter Tag für Förderanträge .*Beispielhaft \(Beispiel\) Letzter Tag/);
    expect(list).toContain('Hausnetz Erneuerung eines Systems oder Netzes');
    expect(list).toContain('Netz abgenommen Digitalkonzept des neuen Rathauses');
    expect(list).toMatch(/31\. Dezember 2022 überfällig [^.]*: 100 % Zielwert für das Ziel „/);
    expect(list).not.toMatch(/Verworfenes|Saal|Nichts|2030/);
    expect(page).toContain('href="/agenda/record/concept-item/net?lang=de"');
    // Of the fields at a glance, the next that is due.
    expect(text).toMatch(/neue[sn]? Rathaus[^.]* Netz abgenommen, fällig am/);
    // First those of which the time is known.
    expect(text).toMatch(
      /Kurs Wann Wo Für wen Plätze Smartphone \d+\. \S+ \d{4} ab 17:30 Uhr Rathaus alle nicht bekannt Tabellen abgesagt \d+\. \S+ \d{4} nicht bekannt alle/,
    );
    expect(text).not.toContain('Früher');
    const english = await town.pageOf('/agenda?lang=en');
    expect(english.text).toContain('LAN Renewal of a system or network');
  });

  test('tell those who edit, at their start, with ways to the forms', async () => {
    const anna = await somebody(town, 'Anna');
    const { page, text } = await anna.get('/agenda/edit?lang=en');
    expect(barriers(page)).toEqual([]);
    expect(text).toContain('Deadlines of the next 60 days and what is overdue');
    expect(page).toContain('href="/agenda/edit/programme/open?lang=en"');
    expect((await anna.get('/agenda/edit?kind=goal&lang=en')).text).not.toContain('Deadlines of the next 60 days');
  });

  test('are not sent again while nothing has changed', async () => {
    const first = await town.get('/agenda/calendar/deadlines.ics');
    const again = await town.get('/agenda/calendar/deadlines.ics', { 'if-none-match': first.headers.get('etag')! });
    expect(again.status).toBe(304);
  });
});
