// Mobile networks by operator and technology: whom and how much of the city they reach, and from how many sites.
import { MobileTechnology } from '@stadtlage/coverage';
import type { Database } from '@stadtlage/database';
import { parse, type GraphQLSchema } from 'graphql';
import { ask } from '../../frame/ask.js';
import { html, type Html } from '../../frame/html.js';
import type { Language } from '../../frame/language.js';
import { withLang } from '../../frame/page.js';
import { table } from '../../frame/table.js';
import { CODE_WORDS } from '../../frame/words-codes.js';
import { pathOfDataset } from '../../open-data/pages.js';
import { INDICATOR_WORDS } from './words.js';

const DATASET = 'mobile-statistics';

export interface Network {
  technology: keyof typeof MobileTechnology;
  operator: { id: string; name: string };
  addresses: number;
  coveredAddresses: number;
  premises: number | null;
  coveredPremises: number | null;
  areaKm2: number;
  coveredKm2: number;
  /** Null where no source names any site of the operator: that is not none. */
  sitesLive: number | null;
  sitesPlanned: number | null;
}

const QUERY = parse(`query Networks($district: ID) {
  mobileStatistics(district: $district) {
    technology operator { id name } addresses coveredAddresses premises coveredPremises areaKm2 coveredKm2 sitesLive sitesPlanned
  }
}`);

/** @param district null: of all of the city */
export async function readNetworks(
  database: Database,
  schema: GraphQLSchema,
  district: string | null,
): Promise<Network[]> {
  const [{ mobileStatistics }, named] = await Promise.all([
    ask<{ mobileStatistics: Network[] }>(schema, QUERY, { district }),
    database.query<{ id: string }>('SELECT DISTINCT provider_id AS id FROM coverage.sites_as_of(current_date)'),
  ]);
  const withSites = new Set(named.map(({ id }) => id));
  return mobileStatistics.map((one) =>
    withSites.has(one.operator.id) ? one : { ...one, sitesLive: null, sitesPlanned: null },
  );
}

/** Those of all of the city. Areas are laid over all addresses, which takes a second: kept until the data or the day is another. */
export function keptNetworks(database: Database, schema: () => GraphQLSchema): () => Promise<Network[]> {
  let kept: { state: string; networks: Promise<Network[]> } | undefined;
  return async () => {
    const [row] = await database.query<{ state: string }>(
      "SELECT current_date || ' ' || agenda.sources_state(ARRAY[$1]) AS state",
      [DATASET],
    );
    if (kept?.state === row!.state) return kept.networks;
    const networks = readNetworks(database, schema(), null);
    const own = (kept = { state: row!.state, networks });
    networks.catch(() => kept === own && (kept = undefined));
    return networks;
  };
}

/** The statements that the figures of a network are computed from, as files. Standalone 5G is 5G too. */
function filesOf({ operator, technology }: Network) {
  const codes = technology === 'G5' ? '5g,5g_sa' : MobileTechnology[technology];
  const file = (dataset: string, selected: Record<string, string>) =>
    `/datasets/${dataset}.csv?${new URLSearchParams({ operator_id: operator.id, ...selected })}`;
  const areas = file('mobile-availability', { technology: codes });
  const sites = (status: 'live' | 'planned') => file('mobile-sites', { technologies: codes, status });
  return { areas, live: sites('live'), planned: sites('planned') };
}

interface NetworksPlace {
  where: string;
  /** Null: they are of all of the city, as the files are that each figure leads to. */
  district: string | null;
  level: 2 | 3;
  /** Where a figure is told of one operator alone. */
  pathOfOperator?: ((operator: string) => string) | null;
}

export function networksHtml(
  networks: Network[],
  language: Language,
  { where, district, level, pathOfOperator }: NetworksPlace,
): Html {
  const words = INDICATOR_WORDS[language].networks;
  const { locale, of } = INDICATOR_WORDS[language];
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const linked = (text: string, file: string, name: string): Html =>
    district === null ? html`<a href="${file}" title="${name}" download>${text}</a>` : html`${text}`;
  const share = (covered: number | null, all: number | null, file: string): Html =>
    covered === null || !all
      ? html`<td class="number">–</td>`
      : html`<td class="number">
          ${linked(`${number.format((100 * covered) / all)} %`, file, words.areasFile)} <br /><small
            >${of(number.format(covered), number.format(all))}</small
          >
        </td>`;
  const sites = (count: number | null, file: string) =>
    count === null ? INDICATOR_WORDS[language].unknown : linked(number.format(count), file, words.sitesFile);
  const row = (one: Network): Html => {
    const files = filesOf(one);
    return html`<tr>
      <th scope="row">${CODE_WORDS[language].generation[one.technology]}</th>
      <td>
        ${pathOfOperator ? html`<a href="${pathOfOperator(one.operator.id)}">${one.operator.name}</a>` : one.operator.name}
      </td>
      ${share(one.coveredAddresses, one.addresses, files.areas)}
      ${share(one.coveredPremises, one.premises, files.areas)} ${share(one.coveredKm2, one.areaKm2, files.areas)}
      <td class="number">${sites(one.sitesLive, files.live)}</td>
      <td class="number">${sites(one.sitesPlanned, files.planned)}</td>
    </tr>`;
  };
  return html`${level === 2 ? html`<h2>${words.title}</h2>` : html`<h3>${words.title}</h3>`}
    ${
      networks.length > 0
        ? table(
            `${words.caption}, ${where}`,
            [
              ...[words.technology, words.operator, words.addresses, words.households, words.area],
              ...[words.live, words.planned],
            ],
            html`<tbody>
              ${networks.map(row)}
            </tbody>`,
          )
        : html`<p>${words.none}</p>`
    }
    <p>${words.data} <a href="${withLang(pathOfDataset(DATASET), language)}">${DATASET}</a></p>`;
}
