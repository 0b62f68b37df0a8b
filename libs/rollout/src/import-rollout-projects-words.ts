// What the columns and codes of a rollout file may be called.
import { slug, type Text } from '@stadtlage/imports';
import { DemandOutcome } from './projects/phase.js';
import { RolloutStatus } from './projects/project.js';

/** `Förderung beantragt` and `foerderung-beantragt` become `foerderung_beantragt`. */
export const plain = (text: string) => slug(text, '_');

/** The columns: what else they are called, and what in German; the first German name is the one to show. */
export const COLUMNS = {
  project: { en: ['project_id'], de: ['projekt', 'projekt_id', 'vorhaben', 'ausbaugebiet'] },
  project_name: { en: ['name'], de: ['projektname', 'bezeichnung'] },
  phase: { en: ['phase_id', 'cluster'], de: ['bauabschnitt', 'abschnitt'] },
  phase_name: { en: [], de: ['name_des_bauabschnitts'] },
  provider: { en: ['operator'], de: ['unternehmen', 'anbieter', 'betreiber'] },
  funding: { en: [], de: ['finanzierung'] },
  description: { en: [], de: ['beschreibung'] },
  status: { en: [], de: ['stand', 'ausbaustand'] },
  status_date: {
    en: ['valid_from', 'date'],
    de: ['stand_vom', 'status_datum', 'statusdatum', 'gueltig_ab', 'datum'],
  },
  promised_from: { en: [], de: ['zusage_von', 'zugesagt_von', 'termin_von', 'ausbau_von', 'baubeginn'] },
  promised_to: { en: [], de: ['zusage_bis', 'zugesagt_bis', 'termin_bis', 'ausbau_bis', 'fertigstellung'] },
  note: { en: ['reason'], de: ['begruendung', 'notiz', 'bemerkung', 'anmerkung'] },
  addresses: { en: ['address_ids'], de: ['adressen', 'adress_ids', 'adresskennungen'] },
  area: { en: ['geometry', 'wkt', 'geom'], de: ['flaeche', 'gebiet'] },
  demand_target_share: { en: [], de: ['zielquote', 'quote', 'ziel_prozent'] },
  demand_premises: { en: ['premises'], de: ['wohneinheiten', 'haushalte'] },
  demand_starts_on: { en: [], de: ['buendelung_von', 'vermarktung_von'] },
  demand_deadline: { en: [], de: ['stichtag', 'buendelung_bis', 'vermarktung_bis'] },
  demand_sign_ups: { en: ['sign_ups'], de: ['vorvertraege', 'abschluesse'] },
  demand_outcome: { en: [], de: ['ergebnis', 'ergebnis_der_buendelung', 'buendelung_ergebnis'] },
  demand_decided_on: { en: [], de: ['entschieden_am'] },
  demand_reason: { en: [], de: ['grund_des_ergebnisses', 'buendelung_begruendung'] },
  funding_programme: { en: ['programme'], de: ['foerderprogramm'] },
  funding_applied: { en: ['applied_amount'], de: ['beantragt_eur', 'antragssumme'] },
  funding_applied_on: { en: ['applied_on'], de: ['beantragt_am'] },
  funding_granted: { en: ['granted_amount'], de: ['bewilligt_eur', 'foerdersumme'] },
  funding_granted_on: { en: ['granted_on'], de: ['bewilligt_am'] },
  funding_share: { en: [], de: ['foerderquote'] },
  evidence: { en: [], de: ['nachweis'] },
} satisfies Record<string, { en: string[]; de: [string, ...string[]] }>;

export type ColumnName = keyof typeof COLUMNS;

const ALL = Object.keys(COLUMNS) as ColumnName[];
const COLUMN_OF = new Map<string, ColumnName>(
  ALL.flatMap((column) => {
    const { en, de } = COLUMNS[column];
    return [column, ...en, ...de].map((name) => [name, column] as const);
  }),
);

/** Which column a header or a property means; undefined for others, which are left alone. */
export const columnOf = (name: string): ColumnName | undefined => COLUMN_OF.get(plain(name));

/**
 * What a file with these names calls each of the columns; those that it lacks are named as it would: in German where its project is.
 */
export function titlesOf(names: Iterable<string>): Map<ColumnName, string> {
  const own = new Map<ColumnName, string>();
  for (const name of names) {
    const column = columnOf(name);
    if (column && !own.has(column)) own.set(column, name);
  }
  const isGerman = (COLUMNS.project.de as string[]).includes(plain(own.get('project') ?? ''));
  return new Map(ALL.map((column) => [column, own.get(column) ?? (isGerman ? COLUMNS[column].de[0] : column)]));
}

const STATUSES: Record<RolloutStatus, string[]> = {
  [RolloutStatus.ANNOUNCED]: ['angekündigt', 'Ankündigung'],
  [RolloutStatus.DEMAND_AGGREGATION]: ['Nachfragebündelung', 'Bündelung', 'Vorvermarktung', 'Vermarktung'],
  [RolloutStatus.REJECTED]: ['abgelehnt', 'abgesagt', 'kein Ausbau'],
  [RolloutStatus.FUNDING_APPLICATION]: ['Förderung beantragt', 'Förderantrag', 'im Förderverfahren'],
  [RolloutStatus.TENDERED]: ['ausgeschrieben', 'Ausschreibung', 'in Ausschreibung'],
  [RolloutStatus.PLANNED]: ['geplant', 'in Planung', 'Planung'],
  [RolloutStatus.UNDER_CONSTRUCTION]: ['im Bau', 'Bau', 'in Bau', 'im Ausbau', 'construction'],
  [RolloutStatus.PASSED]: ['Leitung in der Straße', 'erschlossen', 'homes passed'],
  [RolloutStatus.PREPARED]: ['bis ans Gebäude', 'vorbereitet', 'homes prepared'],
  [RolloutStatus.CONNECTED]: ['im Gebäude', 'angeschlossen', 'homes connected'],
  [RolloutStatus.ACTIVATED]: ['in Betrieb', 'aktiv', 'aktiviert', 'homes activated'],
  [RolloutStatus.PAUSED]: ['ruht', 'pausiert', 'unterbrochen'],
  [RolloutStatus.DECOMMISSIONED]: ['stillgelegt', 'abgeschaltet', 'außer Betrieb'],
};
const FUNDINGS = {
  own: ['eigenwirtschaftlich', 'eigen', 'privat'],
  federal: ['Bund', 'Bundesförderung'],
  state: ['Land', 'Landesförderung'],
  municipal: ['Kommune', 'kommunal', 'Stadt'],
};
const OUTCOMES: Record<DemandOutcome, string[]> = {
  [DemandOutcome.REACHED]: ['erreicht', 'erfolgreich'],
  [DemandOutcome.MISSED]: ['verfehlt', 'nicht erreicht', 'gescheitert'],
  [DemandOutcome.WITHDRAWN]: ['abgebrochen', 'zurückgezogen'],
};

const EVIDENCES = { operator: ['Betreiber', 'Unternehmen', 'Anbieter'], city: ['Stadt', 'Kommune'] };

/** The codes of a column, which a file may also write in German. */
export interface Codelist {
  codes: string[];
  /** For a message: each code with the first of its German words. */
  choices: Text;
  codeOf(text: string): string | undefined;
}

function codelist(words: Record<string, string[]>): Codelist {
  const codes = new Map(
    Object.entries(words).flatMap(([code, others]) => [code, ...others].map((word) => [plain(word), code] as const)),
  );
  const list = (show: (code: string, german: string) => string) =>
    Object.entries(words)
      .map(([code, [german]]) => show(code, german!))
      .join(', ');
  return {
    codes: Object.keys(words),
    choices: { en: list((code, german) => `${code} (${german})`), de: list((code, german) => `${german} (${code})`) },
    codeOf: (text) => codes.get(plain(text)),
  };
}

export const statuses = codelist(STATUSES);
export const fundings = codelist(FUNDINGS);
export const outcomes = codelist(OUTCOMES);
export const evidences = codelist(EVIDENCES);
