import { useSyncExternalStore } from 'react';
import { DEFAULT_CHOICE, GENERATIONS, GROUPS, type GroupId, type MapChoice } from '../map/choice.js';
import { addFilter, filterOf } from '../map/filters.js';
import { listOf, type ListId } from '../lists/list-id.js';
import { positionOf, positionText, type MapPosition } from '../map/position.js';
import { addTime, lineOf, MIDDLE, timeOf, type TimeView } from '../map/time/view.js';
import { addStation, stationOf, type StationView } from '../sensors/station-view.js';

export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a card is open for. */
export type Selection = { kind: 'address' | 'street' | 'project' | 'sensor'; id: string };

/** All that the page's address says: sharing the address shares the view. */
export interface View {
  lang: Language;
  selection: Selection | null;
  /** What the page of the selected sensor shows; null: its card is open, or none. */
  station: StationView | null;
  choice: MapChoice;
  time: TimeView;
  /** Where the line between the two halves of the map is, in percent from the left. */
  line: number;
  /** The layer that is shown as a list; null: none. */
  list: ListId | null;
  /** Where the map looks, once somebody has moved it; null: where it opens by itself. */
  position: MapPosition | null;
  /** Within another page, such as the city's own. */
  embed: boolean;
}

const KINDS = ['address', 'street', 'project', 'sensor'] as const;

/** Reads a query string such as `?address=ID&lang=de`. What it does not understand it leaves at the default. */
export function viewOf(search: string, preferred: readonly string[] = []): View {
  const query = new URLSearchParams(search);
  const wanted = [query.get('lang') ?? '', ...preferred].map((tag) => tag.slice(0, 2).toLowerCase());
  const lang = wanted.find((tag): tag is Language => (LANGUAGES as readonly string[]).includes(tag)) ?? 'de';
  const kind = KINDS.find((name) => query.get(name));
  const groups = query
    .get('layers')
    ?.split(',')
    .filter((id): id is GroupId => (GROUPS as readonly string[]).includes(id));
  return {
    lang,
    selection: kind ? { kind, id: query.get(kind)! } : null,
    station: kind === 'sensor' ? stationOf(query) : null,
    choice: {
      groups: groups ? [...new Set(groups)] : DEFAULT_CHOICE.groups,
      colouring: query.get('colour') === 'technology' ? 'technology' : 'status',
      operator: query.get('operator'),
      mobile:
        query.get('mobile') === 'all'
          ? null
          : (GENERATIONS.find((code) => code === query.get('mobile')) ?? DEFAULT_CHOICE.mobile),
      filter: filterOf(query),
    },
    time: timeOf(query),
    line: lineOf(query),
    list: listOf(query),
    position: positionOf(query.get('map')),
    embed: query.get('embed') === '1',
  };
}

/** The query string for a view; what is as by default is left out, the language never. */
export function searchOf({ lang, selection, station, choice, time, line, list, position, embed }: View): string {
  const query = new URLSearchParams();
  if (selection) query.set(selection.kind, selection.id);
  if (selection?.kind === 'sensor' && station) addStation(query, station);
  if (choice.groups.join() !== DEFAULT_CHOICE.groups.join()) query.set('layers', choice.groups.join(','));
  if (choice.colouring !== DEFAULT_CHOICE.colouring) query.set('colour', choice.colouring);
  if (choice.operator) query.set('operator', choice.operator);
  if (choice.mobile !== DEFAULT_CHOICE.mobile) query.set('mobile', choice.mobile ?? 'all');
  addFilter(query, choice.filter);
  addTime(query, time);
  if (time.swipe && line !== MIDDLE) query.set('line', String(line));
  if (list) query.set('list', list);
  if (embed) query.set('embed', '1');
  query.set('lang', lang);
  // Slashes may stand in a query; escaped, nobody could read where the link leads.
  return `?${query}${position ? `&map=${positionText(position)}` : ''}`;
}

const listeners = new Set<() => void>();
const notify = () => listeners.forEach((listener) => listener());

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('popstate', notify);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('popstate', notify);
  };
}

let current: { search: string; view: View } | undefined;
/** The same object as long as the address is the same, as `useSyncExternalStore` needs it. */
function snapshot(): View {
  if (current?.search !== window.location.search) {
    const view = viewOf(window.location.search, navigator.languages);
    current = { search: window.location.search, view: keepingParts(view, current?.view) };
  }
  return current.view;
}

/** What has not changed stays the same object: a moved map is no reason to make its style anew. */
export function keepingParts(view: View, before: View | undefined): View {
  if (!before) return view;
  const kept = Object.entries(view).map(([key, value]) => {
    const old = before[key as keyof View];
    return [key, JSON.stringify(old) === JSON.stringify(value) ? old : value];
  });
  return Object.fromEntries(kept) as View;
}

let sent: View | undefined;
/** What the page shows before its program runs: the start, in the language that it is written in. */
const sentView = () => (sent ??= viewOf(`?lang=${document.documentElement.lang}`));

/** For writing the start in advance, where there is no document. */
export function setSentView(lang: Language): void {
  sent = viewOf(`?lang=${lang}`);
}

export const useView = () => useSyncExternalStore(subscribe, snapshot, sentView);

/** Changes the view. A newly opened card is a step the back button undoes; a switched layer is not. */
export function go(change: Partial<View>, step = change.selection !== undefined): void {
  const search = searchOf({ ...snapshot(), ...change });
  if (search === window.location.search) return;
  history[step ? 'pushState' : 'replaceState'](null, '', search);
  notify();
}
