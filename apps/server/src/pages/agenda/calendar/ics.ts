/** One day in a calendar, several, or a time on one. */
export interface CalendarDay {
  /** Stays the same when the day moves: calendars move it, too, and do not have it twice. */
  uid: string;
  /** YYYY-MM-DD */
  day: string;
  /** The last of several days. */
  lastDay?: string;
  /** When it begins on that day, and when it ends. */
  from?: Date;
  until?: Date;
  location?: string;
  /** What sort of thing it is, such as for whom. */
  category?: string;
  isCancelled?: boolean;
  /** So many days before, the calendar reminds of it, at nine in the morning. */
  alarms?: number[];
  summary: string;
  description: string;
  url: string;
  /** When it was written last: calendars take the newer one. */
  changedAt: Date;
}

const LONGEST_LINE = 75;

/** A calendar as RFC 5545 has it: lines of at most 75 octets, ended by CR LF. */
export function toCalendar(name: string, days: CalendarDay[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Stadtlage//Digital agenda//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...days.flatMap(
      ({ uid, summary, description, url, changedAt, location, category, isCancelled, alarms = [], ...when }) => [
        'BEGIN:VEVENT',
        `UID:${escaped(uid)}`,
        `DTSTAMP:${utc(changedAt)}`,
        ...timesOf(when),
        `SUMMARY:${escaped(summary)}`,
        `DESCRIPTION:${escaped(description)}`,
        ...(location ? [`LOCATION:${escaped(location)}`] : []),
        ...(category ? [`CATEGORIES:${escaped(category)}`] : []),
        ...(isCancelled ? ['STATUS:CANCELLED'] : []),
        `URL:${url}`,
        // It takes nobody's time: who has it in a calendar is free on that day.
        'TRANSP:TRANSPARENT',
        ...alarms.flatMap((days) => [
          ...['BEGIN:VALARM', 'ACTION:DISPLAY', `TRIGGER:${nineInTheMorning(days)}`],
          ...[`DESCRIPTION:${escaped(summary)}`, 'END:VALARM'],
        ]),
        'END:VEVENT',
      ],
    ),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** A day begins at midnight: nobody is to be woken. */
const nineInTheMorning = (daysBefore: number) => `-P${daysBefore - 1}DT15H`;

const utc = (moment: Date) => moment.toISOString().replace(/[-:]|\.\d+/g, '');

function timesOf({ day, lastDay, from, until }: Pick<CalendarDay, 'day' | 'lastDay' | 'from' | 'until'>): string[] {
  if (from) return [`DTSTART:${utc(from)}`, ...(until ? [`DTEND:${utc(until)}`] : [])];
  const date = (text: string, later = 0) =>
    new Date(Date.parse(text) + later * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  // Where it ends, a calendar takes for the first day that is no part of it.
  const end = lastDay && lastDay > day ? [`DTEND;VALUE=DATE:${date(lastDay, 1)}`] : [];
  return [`DTSTART;VALUE=DATE:${date(day)}`, ...end];
}

/** https://www.rfc-editor.org/rfc/rfc5545#section-3.3.11 */
const escaped = (text: string) =>
  text
    // eslint-disable-next-line no-control-regex -- such characters are not allowed there
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, (character) => (character === '\r' ? '' : ' '))
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');

/** https://www.rfc-editor.org/rfc/rfc5545#section-3.1: no character of UTF-8 is cut in two. */
function folded(line: string): string {
  let folds = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LONGEST_LINE) {
      folds += '\r\n ';
      octets = 1;
    }
    folds += character;
    octets += size;
  }
  return folds;
}
