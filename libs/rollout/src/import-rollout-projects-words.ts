// What the columns and codes of a rollout file may be called.
import { slug } from '@stadtlage/imports';
import { DemandOutcome } from './projects/phase.js';
import { RolloutStatus } from './projects/project.js';

/** `Förderung beantragt` and `foerderung-beantragt` become `foerderung_beantragt`. */
export const plain = (text: string) => slug(text, '_');

/** The columns, each with its other names. */
export const COLUMNS = {
  project: ['project', 'project_id', 'projekt', 'projekt_id', 'vorhaben', 'ausbaugebiet'],
  project_name: ['project_name', 'projektname', 'name', 'bezeichnung'],
  phase: ['phase', 'phase_id', 'bauabschnitt', 'abschnitt', 'cluster'],
  phase_name: ['phase_name', 'name_des_bauabschnitts'],
  provider: ['provider', 'operator', 'unternehmen', 'anbieter', 'betreiber'],
  funding: ['funding', 'finanzierung'],
  description: ['description', 'beschreibung'],
  status: ['status', 'stand', 'ausbaustand'],
  status_date: ['status_date', 'valid_from', 'date', 'status_datum', 'statusdatum', 'stand_vom', 'gueltig_ab', 'datum'],
  promised_from: ['promised_from', 'zusage_von', 'zugesagt_von', 'termin_von', 'ausbau_von', 'baubeginn'],
  promised_to: ['promised_to', 'zusage_bis', 'zugesagt_bis', 'termin_bis', 'ausbau_bis', 'fertigstellung'],
  note: ['note', 'reason', 'notiz', 'bemerkung', 'anmerkung', 'begruendung'],
  addresses: ['addresses', 'address_ids', 'adressen', 'adress_ids', 'adresskennungen'],
  area: ['area', 'geometry', 'wkt', 'geom', 'flaeche', 'gebiet'],
  demand_target_share: ['demand_target_share', 'zielquote', 'quote', 'ziel_prozent'],
  demand_premises: ['demand_premises', 'premises', 'wohneinheiten', 'haushalte'],
  demand_starts_on: ['demand_starts_on', 'buendelung_von', 'vermarktung_von'],
  demand_deadline: ['demand_deadline', 'stichtag', 'buendelung_bis', 'vermarktung_bis'],
  demand_sign_ups: ['demand_sign_ups', 'sign_ups', 'vorvertraege', 'abschluesse'],
  demand_outcome: ['demand_outcome', 'ergebnis_der_buendelung', 'buendelung_ergebnis', 'ergebnis'],
  demand_decided_on: ['demand_decided_on', 'entschieden_am'],
  demand_reason: ['demand_reason', 'grund_des_ergebnisses', 'buendelung_begruendung'],
  funding_programme: ['funding_programme', 'programme', 'foerderprogramm'],
  funding_applied: ['funding_applied', 'applied_amount', 'beantragt_eur', 'antragssumme'],
  funding_applied_on: ['funding_applied_on', 'applied_on', 'beantragt_am'],
  funding_granted: ['funding_granted', 'granted_amount', 'bewilligt_eur', 'foerdersumme'],
  funding_granted_on: ['funding_granted_on', 'granted_on', 'bewilligt_am'],
  funding_share: ['funding_share', 'foerderquote'],
  evidence: ['evidence', 'nachweis'],
} as const;

export type ColumnName = keyof typeof COLUMNS;

const COLUMN_OF = new Map<string, ColumnName>(
  Object.entries(COLUMNS).flatMap(([column, names]) => names.map((name) => [name, column as ColumnName] as const)),
);

/** Which column a header or a property means; undefined for others, which are left alone. */
export const columnOf = (name: string): ColumnName | undefined => COLUMN_OF.get(plain(name));

const STATUSES: Record<RolloutStatus, string[]> = {
  [RolloutStatus.ANNOUNCED]: ['angekuendigt', 'ankuendigung'],
  [RolloutStatus.DEMAND_AGGREGATION]: ['nachfragebuendelung', 'buendelung', 'vorvermarktung', 'vermarktung'],
  [RolloutStatus.REJECTED]: ['abgelehnt', 'abgesagt', 'kein_ausbau'],
  [RolloutStatus.FUNDING_APPLICATION]: ['foerderung_beantragt', 'foerderantrag', 'im_foerderverfahren'],
  [RolloutStatus.TENDERED]: ['ausgeschrieben', 'ausschreibung', 'in_ausschreibung'],
  [RolloutStatus.PLANNED]: ['geplant', 'in_planung', 'planung'],
  [RolloutStatus.UNDER_CONSTRUCTION]: ['im_bau', 'bau', 'in_bau', 'im_ausbau', 'construction'],
  [RolloutStatus.PASSED]: ['homes_passed', 'leitung_in_der_strasse', 'erschlossen'],
  [RolloutStatus.PREPARED]: ['homes_prepared', 'bis_ans_gebaeude', 'vorbereitet'],
  [RolloutStatus.CONNECTED]: ['homes_connected', 'im_gebaeude', 'angeschlossen'],
  [RolloutStatus.ACTIVATED]: ['homes_activated', 'in_betrieb', 'aktiv', 'aktiviert'],
  [RolloutStatus.PAUSED]: ['ruht', 'pausiert', 'unterbrochen'],
  [RolloutStatus.DECOMMISSIONED]: ['stillgelegt', 'abgeschaltet', 'ausser_betrieb'],
};
const FUNDINGS = {
  own: ['eigenwirtschaftlich', 'eigen', 'privat'],
  federal: ['bund', 'bundesfoerderung'],
  state: ['land', 'landesfoerderung'],
  municipal: ['kommune', 'kommunal', 'stadt'],
};
const OUTCOMES: Record<DemandOutcome, string[]> = {
  [DemandOutcome.REACHED]: ['erreicht', 'erfolgreich'],
  [DemandOutcome.MISSED]: ['verfehlt', 'nicht_erreicht', 'gescheitert'],
  [DemandOutcome.WITHDRAWN]: ['abgebrochen', 'zurueckgezogen'],
};

const EVIDENCES = { operator: ['betreiber', 'unternehmen', 'anbieter'], city: ['stadt', 'kommune'] };

/** The codes of a column, which a file may also write in German. */
export interface Codelist {
  codes: string[];
  codeOf(text: string): string | undefined;
}

function codelist(words: Record<string, string[]>): Codelist {
  const codes = new Map(
    Object.entries(words).flatMap(([code, others]) => [code, ...others].map((word) => [word, code] as const)),
  );
  return { codes: Object.keys(words), codeOf: (text) => codes.get(plain(text)) };
}

export const statuses = codelist(STATUSES);
export const fundings = codelist(FUNDINGS);
export const outcomes = codelist(OUTCOMES);
export const evidences = codelist(EVIDENCES);
