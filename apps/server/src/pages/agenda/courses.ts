// The courses that one can still go to, for whoever reads the agenda and subscribes to no calendar.
import { pathOfRecord } from '@stadtlage/agenda';
import type { Database } from '@stadtlage/database';
import { html, outside, type Html } from '../frame/html.js';
import type { Language } from '../frame/language.js';
import { withLang } from '../frame/page.js';
import { cards, cell, day } from '../frame/table.js';
import { formOf, wordOf } from './fields.js';

export interface CourseToCome {
  id: string;
  title: Record<Language, string>;
  /** YYYY-MM-DD */
  starts: string;
  ends: string;
  /** HH:MM */
  from: string | null;
  until: string | null;
  place: string | null;
  targetGroup: string;
  state: string;
  seats: number | null;
  link: string | null;
  isDemo: boolean;
}

/** All others are in the calendar and the dataset. */
const MOST = 30;

/** The next ones, as in the dataset agenda-courses. @param today YYYY-MM-DD, where the city is */
export const readCoursesToCome = (database: Database, today: string): Promise<CourseToCome[]> =>
  database.query(
    `SELECT id, jsonb_build_object('de', title_de, 'en', title_en) AS title, starts, ends, from_time AS from, until_time AS until, place,
            target_group AS "targetGroup", state, seats, link, is_demo AS "isDemo"
     FROM open.agenda_courses WHERE ends >= $1 ORDER BY starts, from_time, id COLLATE "C" LIMIT ${MOST}`,
    [today],
  );

export function coursesHtml(courses: CourseToCome[], language: Language): Html {
  const words = WORDS[language];
  const fields = new Map(formOf('course').parts.map(({ name, field }) => [name, field]));
  const word = (name: 'targetGroup' | 'state', value: string) => wordOf(fields.get(name)!, value, language);
  const when = ({ starts, ends, from, until }: CourseToCome): Html =>
    html`${day(starts, words)}${ends > starts && html` – ${day(ends, words)}`}${from && html`<br />${words.times(from, until)}`}`;
  return html`<h3 id="courses">${words.heading}</h3>
    ${
      courses.length > 0
        ? cards(
            words.heading,
            [words.course, words.when, words.where, words.for, words.seats],
            html`<tbody>
              ${courses.map(
                (one) =>
                  html`<tr>
                    <th scope="row">
                      <a href="${withLang(pathOfRecord('course', one.id), language)}">${one.title[language]}</a>
                      ${one.isDemo && html`<strong>(${words.example})</strong>`}
                      ${one.state === 'cancelled' && html`<strong>${word('state', one.state)}</strong>`}
                      ${one.link && html`<br />${outside(one.link, words.register)}`}
                    </th>
                    ${cell(words.when, when(one))} ${cell(words.where, one.place ?? words.unknown)}
                    ${cell(words.for, word('targetGroup', one.targetGroup))}
                    ${cell(words.seats, one.seats === null ? words.unknown : String(one.seats), 'number')}
                  </tr>`,
              )}
            </tbody>`,
          )
        : html`<p>${words.none}</p>`
    }
    <p><a href="${withLang('/agenda/calendar/courses.ics', language)}">${words.calendar}</a></p>`;
}

const de = {
  locale: 'de-DE',
  heading: 'Die nächsten Kurse',
  none: 'Zurzeit ist kein Kurs eingetragen.',
  course: 'Kurs',
  when: 'Wann',
  where: 'Wo',
  for: 'Für wen',
  seats: 'Plätze',
  unknown: 'nicht bekannt',
  example: 'Beispiel',
  register: 'zur Anmeldung',
  calendar: 'Kurse als Kalender (iCalendar)',
  times: (from: string, until: string | null) => (until ? `${from}–${until} Uhr` : `ab ${from} Uhr`),
};

const en: typeof de = {
  locale: 'en-GB',
  heading: 'The next courses',
  none: 'No course is recorded at present.',
  course: 'Course',
  when: 'When',
  where: 'Where',
  for: 'For whom',
  seats: 'Seats',
  unknown: 'not known',
  example: 'example',
  register: 'to register',
  calendar: 'Courses as a calendar (iCalendar)',
  times: (from, until) => (until ? `${from}–${until}` : `from ${from}`),
};

const WORDS: Record<Language, typeof de> = { de, en };
