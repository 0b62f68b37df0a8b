// What makes up the index of digital poverty: the weights in force, who changed them when, and what each part adds where.
import { pathOfRecord } from '@stadtlage/agenda';
import { sqlFile, type Database } from '@stadtlage/database';
import { html, type Html } from '../../frame/html.js';
import { dayOf, type Language } from '../../frame/language.js';
import { withLang } from '../../frame/page.js';
import { day, table } from '../../frame/table.js';
import { pathOfNew, pathOfRecord as pathToEdit } from '../edit/paths.js';
import { INDICATOR_WORDS } from './words.js';

const PARTS = sqlFile(import.meta.url, 'poverty.sql');
const KIND = 'inclusion-weights';

interface Weight {
  id: string;
  de: string;
  en: string;
  weight: number;
  within: number;
}

/** The record that holds; undefined where the defaults do. */
interface Holding {
  id: string;
  version: number;
  reason: string | null;
  recordedAt: Date;
}

interface Part {
  /** Null: of all of the city. */
  districtId: string | null;
  district: string | null;
  part: string;
  lacking: number;
  known: number;
  /** Null where nothing is known of any address. */
  points: number | null;
}

export interface Poverty {
  weights: Weight[];
  holding?: Holding;
  parts: Part[];
}

export async function readPoverty(database: Database): Promise<Poverty> {
  const [weights, [holding], parts] = await Promise.all([
    database.query<Weight>(
      `SELECT id, lacking_de AS de, lacking_en AS en, weight::float8, within::float8 FROM open.agenda_inclusion_weights
       ORDER BY id = 'slow', id`,
    ),
    // The first holds, as in that view.
    database.query<Holding>(
      `SELECT id, version, reason, recorded_at AS "recordedAt" FROM agenda.records_at('infinity') WHERE kind = $1 ORDER BY id COLLATE "C" LIMIT 1`,
      [KIND],
    ),
    database.query<Part>(PARTS),
  ]);
  return { weights, holding, parts };
}

interface Setting {
  language: Language;
  timeZone: string;
  /** Whose planners change the weights. */
  publisher: string;
  /** Where this page shows a district. */
  pathOf(district: string | null): string;
}

export function povertyHtml({ weights, holding, parts }: Poverty, setting: Setting): Html {
  const { language, timeZone, publisher, pathOf } = setting;
  const words = INDICATOR_WORDS[language].poverty;
  const { locale, wholeCity, district } = INDICATOR_WORDS[language];
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const within = ({ id, within: bound }: Weight) => words[id === 'slow' ? 'mbit' : 'metres'](number.format(bound));
  const inForce = table(
    words.weights,
    [words.lacking, words.weight, words.bound],
    html`<tbody>
      ${weights.map(
        (one) =>
          html`<tr>
            <th scope="row">${one[language]}</th>
            <td class="number">${number.format(one.weight)}</td>
            <td class="number">${within(one)}</td>
          </tr>`,
      )}
    </tbody>`,
  );
  const changed = holding
    ? html`<p>
        ${words.changedOn}
        ${day(dayOf(holding.recordedAt, timeZone), { locale })}${words.changedBy(publisher)}${holding.reason && html`: ${holding.reason}`}.
        <a href="${withLang(pathOfRecord(KIND, holding.id), language)}">${words.versions(holding.version)}</a>
      </p>`
    : html`<p>${words.defaults}</p>`;
  const edit = holding ? pathToEdit(KIND, holding.id) : pathOfNew(KIND);

  const places = [...new Set(parts.map(({ districtId }) => districtId))];
  const cellOf = (place: string | null, part: string): Html => {
    const found = parts.find((one) => one.districtId === place && one.part === part);
    return found?.points === null || !found
      ? html`<td class="number">–</td>`
      : html`<td class="number">
          ${number.format(found.points)} <br /><small
            >${words.lackIt(number.format(found.lacking), number.format(found.known))}</small
          >
        </td>`;
  };
  const adds = table(
    words.parts,
    [district, ...weights.map((one) => one[language])],
    html`<tbody>
      ${places.map((place) => {
        const name = place === null ? wholeCity : parts.find(({ districtId }) => districtId === place)!.district!;
        return html`<tr>
          <th scope="row"><a href="${pathOf(place)}">${name}</a></th>
          ${weights.map(({ id }) => cellOf(place, id))}
        </tr>`;
      })}
    </tbody>`,
  );
  return html`<h2>${words.title}</h2>
    <p>${words.formula}</p>
    ${inForce} ${changed}
    <p><a href="${withLang(edit, language)}" rel="nofollow">${words.edit}</a></p>
    ${
      parts.length > 0 &&
      html`<p>${words.partsHint}</p>
        ${adds}`
    }`;
}
