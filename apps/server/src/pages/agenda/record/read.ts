import {
  computedOf,
  kindOf,
  namesOf,
  pathOfRecord,
  readVersions,
  referringTo,
  storedContent,
  type AgendaRecord,
  type ContentOf,
  type Kind,
  type Referring,
} from '@stadtlage/agenda';
import type { Database } from '@stadtlage/database';
import type { Column, DatasetDefinition, Registry } from '@stadtlage/datasets';
import { pathOfDistrict } from '../../districts/list-page.js';
import type { Language } from '../../frame/language.js';
import { withLang } from '../../frame/page.js';
import { pathOfDataset } from '../../open-data/pages.js';
import { pathOfIndicator } from '../amount.js';
import { formOf, type Field } from '../fields.js';
import type { Reading } from './values.js';

type Bilingual = Record<Language, string>;

/** A facility, and what is known at its address. */
export interface Place {
  id: string;
  name: string;
  kind: string;
  addressId: string | null;
  address: string | null;
  fibreStatus: string | null;
  maxDownMbit: number | null;
}

export interface Value {
  column: Column;
  value: string | number | boolean | null;
}

export interface RecordFound {
  versions: AgendaRecord<ContentOf | null>[];
  /** What holds of it now; null: withdrawn. */
  content: ContentOf | null;
  names: Names;
  place?: Place;
  computed: Value[];
  referring: Referring[];
  /** Of a measure: what was applied for. */
  applications: ApplicationRow[];
  figures: FigureOfRecord[];
  dataset: DatasetDefinition;
}

/** As in the dataset agenda-applications. */
export interface ApplicationRow {
  id: string;
  title: Bilingual;
  programme: Bilingual;
  state: string;
  applied: number | null;
  granted: number | null;
  drawn: number | null;
  isDemo: boolean;
}

export interface FigureOfRecord {
  id: string;
  title: Bilingual;
}

/** Of what is referred to, by what it is and its id. */
type Names = ReadonlyMap<string, ReadonlyMap<string, Bilingual>>;

/** Undefined where there never was such a record. Who wrote it is never read. */
export async function readRecord(
  database: Database,
  registry: Registry,
  kind: Kind,
  id: string,
): Promise<RecordFound | undefined> {
  const versions = await readVersions(database, kind, id);
  if (!versions[0]) return undefined;
  const definition = kindOf(kind);
  const dataset = registry.get(definition.datasets[0]!)!;
  const { content: stored } = versions[0];
  const content = stored && storedContent(kind, stored);
  const { facility } = (content ?? {}) as { facility?: string };
  const names = new Map<string, Map<string, Bilingual>>();
  for (const [to, ids] of referencesIn(formOf(kind), content)) {
    const found = to === 'dataset' ? titlesOf(registry, ids) : await namesOf(database, to, [...ids]);
    names.set(to, found);
  }
  return {
    versions,
    content,
    names,
    dataset,
    place: facility ? await readPlace(database, facility) : undefined,
    computed: await readComputed(database, kind, id, content),
    referring: await referringTo(database, kind, id),
    applications: kind === 'measure' ? await readApplications(database, id) : [],
    figures: await readFigures(database, dataset.id),
  };
}

function referencesIn(form: Field, content: unknown): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const walk = (field: Field, value: unknown): void => {
    if (value === undefined || value === null) return;
    const to = field.schema.refersTo ?? (field.schema.isDataset && 'dataset');
    if (to) found.set(to, (found.get(to) ?? new Set<string>()).add(String(value)));
    if (field.type === 'list') (value as unknown[]).forEach((one) => walk(field.of, one));
    if (field.type === 'group')
      field.parts.forEach(({ name, field }) => walk(field, (value as Record<string, unknown>)[name]));
  };
  walk(form, content);
  return found;
}

const titlesOf = (registry: Registry, ids: Iterable<string>) =>
  new Map([...ids].flatMap((id) => (registry.get(id) ? [[id, registry.get(id)!.title] as const] : [])));

/** Where one reads about what is referred to. */
const PATHS: Record<string, (id: string, language: Language) => string> = {
  facility: (id, language) => withLang(pathOfRecord('facility', id), language),
  district: (id, language) => withLang(pathOfDistrict(id), language),
  indicator: (id, language) => withLang(pathOfIndicator(id), language),
  dataset: (id, language) => withLang(pathOfDataset(id), language),
  sensor: (id, language) => withLang(`/?sensor=${encodeURIComponent(id)}`, language),
  'field-of-action': (id, language) => `${withLang('/agenda', language)}#${id}`,
};

export const readingOf = (names: Names, language: Language): Reading => ({
  language,
  named: (to, id) => {
    const name = names.get(to)?.get(id)?.[language];
    return name === undefined
      ? undefined
      : { name, href: PATHS[to]?.(id, language) ?? withLang(pathOfRecord(to, id), language) };
  },
});

export async function readPlace(database: Database, facility: string): Promise<Place | undefined> {
  const [place] = await database.query<Place>(
    `SELECT f.id, f.name, f.kind, f.address_id AS "addressId", a.label AS address, s.fibre_status AS "fibreStatus",
            s.max_down_mbit AS "maxDownMbit"
     FROM places.facility f LEFT JOIN places.address a ON a.id = f.address_id LEFT JOIN coverage.address_status s ON s.address_id = a.id
     WHERE f.id = $1`,
    [facility],
  );
  return place;
}

/** What its address has is told beside that. */
const OF_ADDRESS: Partial<Record<Kind, string[]>> = {
  school: ['fibre_status'],
  site: ['fibre_status', 'max_down_mbit'],
};

async function readComputed(database: Database, kind: Kind, id: string, content: ContentOf | null): Promise<Value[]> {
  const found = (await computedOf(database, kind, [id])).get(id) ?? [];
  const values = found.filter(({ name }) => !OF_ADDRESS[kind]?.includes(name));
  if (kind !== 'use-case') return values;
  const { length } = (content as ContentOf<'use-case'> | null)?.sensors ?? [];
  return length ? values.map((one) => ({ ...one, column: outOf(one.column, length) })) : [];
}

const outOf = ({ description: { de, en }, ...column }: Column, all: number): Column => ({
  ...column,
  description: { de: `${de}, von ${all}`, en: `${en}, of ${all}` },
});

const readApplications = (database: Database, measure: string): Promise<ApplicationRow[]> =>
  database.query(
    `SELECT id, jsonb_build_object('de', title_de, 'en', title_en) AS title, state, is_demo AS "isDemo",
            jsonb_build_object('de', programme_de, 'en', programme_en) AS programme,
            applied_eur AS applied, granted_eur AS granted, drawn_eur AS drawn
     FROM open.agenda_applications WHERE measure_id = $1 ORDER BY id COLLATE "C"`,
    [measure],
  );

/** Those that change with this dataset. */
export async function readFigures(database: Database, dataset: string): Promise<FigureOfRecord[]> {
  const rows = await database.query<{ id: string; de: string; en: string }>(
    'SELECT id, title_de AS de, title_en AS en FROM agenda.indicator WHERE $1 = ANY (sources) ORDER BY field_id, position',
    [dataset],
  );
  return rows.map(({ id, de, en }) => ({ id, title: { de, en } }));
}
