import type { Language } from '../../app/location.js';
import { CITY_ZONE } from '../../i18n/format.js';
import type { Range } from '../station-view.js';
import type { Window } from './window.js';
import { dayOf, offsetAt, wallClock } from './zone.js';

/** Times of charts and tables as the language writes them, by the clock of the city. */
export interface Moments {
  /** For a mark of the time axis. */
  tick(time: number, range: Range): string;
  /** For the begin of a bucket. With the name of the zone where the clock shows an hour twice, or none. */
  bucket(time: number, window: Window): string;
  day(time: number): string;
  /** First and last moment, as people say them. */
  ends(window: Window): [from: string, to: string];
}

const LOCALES: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };

function momentsOf(lang: Language): Moments {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const intl = new Intl.DateTimeFormat(LOCALES[lang], { ...options, timeZone: CITY_ZONE });
    return (time: number) => intl.format(time);
  };
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  const date = { day: 'numeric', month: 'short' } as const;
  const [hour, weekday, short, month] = [
    format(clock),
    format({ weekday: 'short', day: 'numeric' }),
    format(date),
    format({ month: 'short' }),
  ];
  const day = format({ ...date, weekday: 'short', year: 'numeric' });
  const moment = format({ ...date, ...clock });
  const momentInZone = format({ ...date, ...clock, timeZoneName: 'short' });
  return {
    day,
    tick: (time, range) => {
      if (range === 'day') return wallClock(time).hour === 0 ? short(time) : hour(time);
      return range === 'week' ? weekday(time) : range === 'month' ? short(time) : month(time);
    },
    bucket: (time, { range, from, to }) => {
      if (range === 'year') return day(time);
      return (offsetAt(from) === offsetAt(to) ? moment : momentInZone)(time);
    },
    ends: ({ from, to }) => {
      if (dayOf(from) === dayOf(to - 1)) return [day(from), day(from)];
      return wallClock(from).hour === 0 ? [day(from), day(to - 1)] : [moment(from), moment(to)];
    },
  };
}

export const MOMENTS: Record<Language, Moments> = { de: momentsOf('de'), en: momentsOf('en') };
