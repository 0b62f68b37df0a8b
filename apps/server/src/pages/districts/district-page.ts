import { html, outside, type Html } from '../frame/html.js';
import { dayIn, percentIn, wordFor } from '../frame/language.js';
import { query, versionsOf, withLang, type Page } from '../frame/page.js';
import { cards, cell, day, table } from '../frame/table.js';
import { CODE_WORDS } from '../frame/words-codes.js';
import { FRAME_WORDS } from '../frame/words.js';
import { chart } from './chart.js';
import { NEAR_METRES, positionFor, type District, type Project } from './district.js';
import { MEASURES, shareOf, USES } from './figures.js';
import { pathOfDistrict } from './list-page.js';
import { downloads, figureCell, numberIn, sourceText, type PlaceAndTime } from './parts.js';
import { LINES, shortened, type Line, type TrendDay } from './trend.js';
import { DISTRICT_WORDS, type DistrictWords } from './words.js';

/** All that is told about one district. */
export function districtPage(district: District, options: PlaceAndTime): Page {
  const { language, cityName, timeZone } = options;
  const words = DISTRICT_WORDS[language];
  const path = pathOfDistrict(district.id);
  return {
    title: words.one(district.name),
    language,
    description: words.aboutOne(district.name, cityName),
    versions: versionsOf(path),
    content: html`${district.source.isDemo && html`<p class="demo">${FRAME_WORDS[language].demo}</p>`}
      <p class="lead">${lead(district, words)}</p>
      <nav>
        <ul>
          <li><a href="/?${query({ lang: language })}&amp;map=${positionFor(district.box)}">${words.map}</a></li>
          <li><a href="${withLang('/districts', language)}">${words.toAll}</a></li>
        </ul>
      </nav>
      <h2>${words.figures}</h2>
      <p>${words.lead}</p>
      ${cards(
        words.figuresCaption(district.name),
        [words.figure, ...USES.map((use) => ofNumbers(words.use[use]))],
        html`<tbody>
          ${(['addresses', ...MEASURES] as const).map(
            (measure) =>
              html`<tr>
                <th scope="row">${measure === 'addresses' ? words.addresses : words.measure[measure]}</th>
                ${USES.map((use) => figureCell(words.use[use], district[use], measure, language))}
              </tr>`,
          )}
        </tbody>`,
      )}
      <h2>${words.trend}</h2>
      ${trendPart(district, words, options)}
      <h2>${words.projects}</h2>
      ${projectsPart(district, words, options)}
      <h2>${words.forgotten}</h2>
      ${forgottenPart(district, words, options)}
      <h2>${words.facilities}</h2>
      ${facilitiesPart(district, words, options)} ${downloads(words)} ${sourceText(district.source, words, timeZone)}`,
  };
}

/** The title of a column of numbers stands over them. */
const ofNumbers = (title: string): Html => html`<th scope="col" class="number wrap">${title}</th>`;

function lead({ all }: District, words: DistrictWords): string {
  const passed = all && shareOf(all, 'fibrePassed');
  if (!all || passed === null) return words.leadUnknown;
  const share = (count: number, percent: number | null) =>
    `${numberIn(words, count)} (${percentIn(words, percent ?? 0)})`;
  return words.leadOne(
    share(all.fibrePassed, passed),
    share(all.fibreConnected, shareOf(all, 'fibreConnected')),
    numberIn(words, all.addresses),
  );
}

function trendPart({ name, trend }: District, words: DistrictWords, { today, language }: PlaceAndTime): Html {
  if (trend.length < 2) return html`<p>${words.noTrend}</p>`;
  const names: Record<Line, string> = {
    passed: words.measure.fibrePassed,
    connected: words.measure.fibreConnected,
    gigabit: words.measure.gigabit,
  };
  const share = (percent: number | null) =>
    percent === null ? FRAME_WORDS[language].unknown : percentIn(words, percent);
  const when = (one: TrendDay) => (one.day ? dayIn(words, one.day) : words.earliest);
  const shown = shortened(trend);
  const [first, last] = [trend[0]!, trend.at(-1)!];
  return html`<ul>
      ${LINES.map(
        (line) =>
          html`<li>${words.grew(names[line], share(first[line]), share(last[line]), when(first), when(last))}</li>`,
      )}
    </ul>
    ${chart(trend, today, { title: words.chart(name), name: names, percent: (percent) => percentIn(words, percent), year: String })}
    ${table(
      words.trendCaption,
      [words.day, ...LINES.map((line) => ofNumbers(names[line]))],
      html`<tbody>
        ${shown.map(
          (one) =>
            html`<tr>
              <th scope="row">${one.day ? day(one.day, words) : words.earliest}</th>
              ${LINES.map((line) => html`<td class="number">${share(one[line])}</td>`)}
            </tr>`,
        )}
      </tbody>`,
    )}
    <p class="muted">${words.trendHint} ${shown.length < trend.length && words.trendShort}</p>`;
}

function projectsPart({ projects }: District, words: DistrictWords, { language }: PlaceAndTime): Html {
  if (!projects.nodes.length) return html`<p>${words.noProjects}</p>`;
  const { rolloutStatus } = CODE_WORDS[language];
  const status = (project: Project) =>
    words.since(wordFor(rolloutStatus, project.status), dayIn(words, project.statusSince));
  return html`${cards(
    words.projectsCaption,
    [words.project, words.builder, words.status, words.promised, words.moved],
    html`<tbody>
      ${projects.nodes.map(
        (project) =>
          html`<tr>
            <th scope="row"><a href="/?${query({ project: project.id, lang: language })}">${project.name}</a></th>
            ${cell(words.builder, outside(project.provider.website, project.provider.name))}
            ${cell(words.status, status(project))} ${cell(words.promised, promise(project, words))}
            ${cell(words.moved, words.moves(project.dateMoves, project.movedByDays))}
          </tr>`,
      )}
    </tbody>`,
  )}
  ${more(projects, words)}`;
}

function promise({ promisedFrom, promisedTo, isOverdue }: Project, words: DistrictWords): Html {
  if (!promisedTo) return html`${words.noPromise}`;
  const to = dayIn(words, promisedTo);
  const window = promisedFrom ? words.between(dayIn(words, promisedFrom), to) : words.until(to);
  return html`${window}${isOverdue && html`<br /><strong>${words.overdue}</strong>`}`;
}

function forgottenPart({ forgotten }: District, words: DistrictWords, { language }: PlaceAndTime): Html {
  return html`<p>${words.forgottenHint(NEAR_METRES)} ${words.forgottenCount(forgotten.totalCount)}</p>
    ${
      forgotten.nodes.length > 0 &&
      table(
        words.forgottenCaption,
        [words.address, words.nearest, ofNumbers(words.distance)],
        html`<tbody>
          ${forgotten.nodes.map(
            ({ address, near, distanceM }) =>
              html`<tr>
                <th scope="row">
                  <a href="${withLang(`/address/${encodeURIComponent(address.id)}`, language)}">${address.label}</a>
                </th>
                <td>${wordFor(words.near, near)}</td>
                <td class="number">${words.metres(distanceM)}</td>
              </tr>`,
          )}
        </tbody>`,
      )
    }
    ${more(forgotten, words)}`;
}

function facilitiesPart({ facilities }: District, words: DistrictWords, { language }: PlaceAndTime): Html {
  if (!facilities.length) return html`<p>${words.noFacilities}</p>`;
  const { compare } = new Intl.Collator(words.locale);
  const rows = [...facilities].sort((a, b) => compare(a.kind, b.kind) || compare(a.name, b.name));
  return table(
    words.facilitiesCaption,
    [words.facility, words.kindTitle, words.fibre],
    html`<tbody>
      ${rows.map(({ name, kind, address }) => {
        const href = address && withLang(`/address/${encodeURIComponent(address.id)}`, language);
        return html`<tr>
          <th scope="row">${href ? html`<a href="${href}">${name}</a>` : name}</th>
          <td>${wordFor(words.kind, kind)}</td>
          <td>${wordFor(words.fibreOf, address?.coverage.fibreStatus ?? 'UNKNOWN')}</td>
        </tr>`;
      })}
    </tbody>`,
  );
}

function more({ totalCount, nodes }: { totalCount: number; nodes: unknown[] }, words: DistrictWords): Html | null {
  return totalCount > nodes.length ? html`<p>${words.more(totalCount - nodes.length)}</p>` : null;
}
