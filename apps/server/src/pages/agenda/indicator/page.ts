import { pathOfRecord } from '@stadtlage/agenda';
import { html, outside, type Html } from '../../frame/html.js';
import { dayIn, percentIn, type Language } from '../../frame/language.js';
import { query, versionsOf, withLang, type Page } from '../../frame/page.js';
import { FRAME_WORDS } from '../../frame/words.js';
import { cards, cell, day, table } from '../../frame/table.js';
import { pathOfDataset } from '../../open-data/pages.js';
import { amountIn, countsIn, pathOfIndicator } from '../amount.js';
import { AGENDA_WORDS } from '../words.js';
import { historyChart, type Point } from './chart.js';
import type { Asked, IndicatorPageAnswer, RecordState } from './read.js';
import { INDICATOR_WORDS } from './words.js';

type IndicatorAnswer = NonNullable<IndicatorPageAnswer['indicator']>;

interface Options {
  language: Language;
  cityName: string;
  asked: Asked;
  /** Of which alone it is told. */
  operator?: { name: string } | undefined;
  publicUrl: string;
  /** What only this figure has, such as the weights of an index. */
  more?: (place: Place) => Html;
}

/** What a page is about: all of the city or a district. */
export interface Place {
  name: string;
  /** This page, of another. */
  pathOf(district: string | null): string;
  /** This page, of one operator; null where the figure does not tell them apart. */
  pathOfOperator: ((operator: string) => string) | null;
}

const STATES: (RecordState | null)[] = [null, 'COUNTED', 'NOT_COUNTED', 'UNKNOWN'];

/** One figure of the agenda: what it is, how it is computed, where it stands, and the very records behind it. */
export function indicatorPage(
  indicator: IndicatorAnswer,
  fields: IndicatorPageAnswer['fieldsOfAction'],
  { language, cityName, asked, operator, publicUrl, more }: Options,
): Page {
  const words = INDICATOR_WORDS[language];
  const path = pathOfIndicator(indicator.id);
  const title = indicator.title[language];
  const count = new Intl.NumberFormat(words.locale);
  const amount = (value: number | null) => amountIn(words, value, indicator.unit);
  const of = (one: { counted: number; total: number }) => countsIn(words, one, indicator.unit);
  const district = indicator.figuresByDistrict.find(({ districtId }) => districtId === asked.district);
  /** Whose pace a target is shown at; of an operator in a district nothing is noted. */
  const part = operator?.name ?? district?.district;
  /** This page with other choices. */
  const at = (choice: Partial<Asked>, name = path) =>
    withLang(
      `${name}?${query(Object.fromEntries(Object.entries({ ...asked, after: null, ...choice, id: null }).filter((pair): pair is [string, string] => pair[1] !== null)))}`.replace(
        /\?$/,
        '',
      ),
      language,
    );

  const { figure } = indicator;
  const isShare = indicator.unit === '%';
  const states = isShare ? words.state : words.stateInSum;
  const completeness =
    figure.known > 0
      ? [
          words.known(
            count.format(figure.known),
            count.format(figure.total),
            percentIn(words, (100 * figure.known) / figure.total),
          ),
          ...(figure.known < figure.total ? [isShare ? words.othersOfShare : words.othersOfSum] : []),
        ].join(' ')
      : words.nothingKnown;

  const targets = fields.flatMap((field) =>
    field.goals.flatMap((goal) =>
      goal.targets.filter((one) => one.indicator?.id === indicator.id).map((target) => ({ field, goal, target })),
    ),
  );
  const agenda = AGENDA_WORDS[language];
  const goals = cards(
    words.goals,
    [words.goal, agenda.expected, agenda.target, agenda.state],
    html`<tbody>
      ${targets.map(
        ({ field, goal, target: { value, date, expected, status, forecast } }) =>
          html`<tr>
            <th scope="row">
              <a href="${withLang('/agenda', language)}#${field.id}">${goal.title[language]}</a>
              ${goal.isDemo && html`<strong>(${agenda.example})</strong>`}
            </th>
            ${cell(agenda.expected, expected === null ? agenda.noPath : amount(expected), 'number')}
            ${cell(agenda.target, agenda.by(amount(value), dayIn(words, date)))}
            ${cell(
              agenda.state,
              html`${status === 'UNKNOWN' && indicator.ofCity.value !== null ? agenda.open : html`<span aria-hidden="true">${agenda.sign[status]}</span> ${agenda.status[status]}`}${
                forecast &&
                (part || status !== 'REACHED') &&
                html` <br /><small
                    >${part && `${part}: `}${agenda.atThisPace(amount(forecast.value), forecast.reachedOn && forecast.reachedOn.slice(0, 4))}</small
                  >`
              }`,
            )}
          </tr>`,
      )}
    </tbody>`,
  );

  const targetsHold =
    district && operator
      ? words.targetsOfBoth
      : district
        ? words.targetsOfCity(district.district)
        : operator && words.targetsOfAll(operator.name);

  const districts = table(
    words.districts,
    [words.district, words.value, words.counts],
    html`<tbody>
      ${indicator.figuresByDistrict.map(
        (one) =>
          html`<tr>
            <th scope="row"><a href="${at({ district: one.districtId })}">${one.district}</a></th>
            <td class="number">${amount(one.value)}</td>
            <td class="number">${of(one)}</td>
          </tr>`,
      )}
    </tbody>`,
  );

  const stated = cards(
    words.stated,
    [words.statedFor, words.value, words.statedBy],
    html`<tbody>
      ${indicator.stated.map(
        ({ id, date, value, source, text, link, isDemo }) =>
          html`<tr>
            <th scope="row">
              <a href="${withLang(pathOfRecord('stated-figure', id), language)}">${day(date, words)}</a>
              ${isDemo && html`<strong>(${agenda.example})</strong>`}
            </th>
            ${cell(words.value, amount(value), 'number')}
            ${cell(
              words.statedBy,
              html`${source}${text && html` <br /><small>${text[language]}</small>`}${
                link && html`<br />${outside(link, words.readThere)}`
              }`,
            )}
          </tr>`,
      )}
    </tbody>`,
  );

  const known = indicator.history.flatMap(({ day: date, value }) => (value === null ? [] : [{ date, value }]));
  const toTargets = targets
    .map(({ target: { baseline, path: steps, date, value } }): Point[] => [
      ...(baseline ? [baseline] : []),
      ...steps,
      { date, value },
    ])
    .filter((points) => points.length > 1);
  const history: Html =
    known.length < 2
      ? html`<p>${district && operator ? words.noHistoryOfBoth : words.noHistory}</p>`
      : html`<figure>
            ${historyChart(words.chart(title), known, toTargets, {
              isShare: indicator.unit === '%',
              amount,
              dayOf: (date) => dayIn(words, date),
            })}
            ${toTargets.length > 0 && html`<figcaption class="muted">${words.targetLine}</figcaption>`}
          </figure>
          ${table(
            words.history,
            [words.day, words.value, words.counts],
            html`<tbody>
              ${[...indicator.history].reverse().map(
                (one) =>
                  html`<tr>
                    <th scope="row">${day(one.day, words)}</th>
                    <td class="number">${amount(one.value)}</td>
                    <td class="number">${of(one)}</td>
                  </tr>`,
              )}
            </tbody>`,
          )}`;

  const nameOf = (state: RecordState | null) => (state ? states[state] : words.allRecords);
  const { nodes, pageInfo } = indicator.records;
  const hasAmounts = nodes.some((one) => one.amount !== null);
  const records = table(
    words.recordsOf(
      [nameOf(asked.state), district?.district ?? words.wholeCity, ...(operator ? [operator.name] : [])].join(', '),
    ),
    [words.record, words.counting, ...(hasAmounts ? [words.amount] : [])],
    html`<tbody>
      ${nodes.map(
        (one) =>
          html`<tr>
            <th scope="row">
              ${one.path ? html`<a href="${withLang(one.path, language)}">${one.name[language]}</a>` : one.name[language]}
            </th>
            <td>${states[one.state]}</td>
            ${hasAmounts && html`<td class="number">${amount(one.amount)}</td>`}
          </tr>`,
      )}
    </tbody>`,
  );
  const badge = `${publicUrl}${withLang(`${path}/badge.svg`, language)}`;
  const snippet = `<a href="${publicUrl}${withLang(path, language)}"><img src="${badge}" alt="${title}"></a>`;

  return {
    title,
    language,
    description: words.about(title, cityName),
    versions: versionsOf(path),
    content: html`<p><a href="${withLang('/agenda', language)}">${words.toAgenda}</a></p>
      <p class="lead">
        ${district ? words.in(district.district) : words.today}${operator && `, ${words.networkOf(operator.name)}`}:
        <strong>${amount(figure.value)}</strong> (${of(figure)})
      </p>
      ${indicator.sourceStates.some(({ isDemo }) => isDemo) && html`<p class="demo">${FRAME_WORDS[language].demo}</p>`}
      <p>${completeness}</p>
      ${district && html`<p><a href="${at({ district: null })}">${words.wholeCity}</a></p>`}
      ${operator && html`<p><a href="${at({ operator: null })}">${words.allOperators}</a></p>`}
      <dl>
        <dt>${words.method}</dt>
        <dd>${indicator.method[language]}</dd>
        <dt>${words.sources}</dt>
        <dd>
          ${indicator.sourceStates.map(
            ({ dataset, dataDate, isRecorded }, i) =>
              html`${i > 0 && ', '}<a href="${withLang(pathOfDataset(dataset), language)}">${dataset}</a
                >${dataDate && html` (${isRecorded ? words.recordedUntil(cityName) : words.asOf} ${day(dataDate, words)})`}`,
          )}
        </dd>
        ${
          indicator.code &&
          html`<dt>${words.code}</dt>
            <dd>${indicator.code}</dd>`
        }
      </dl>
      ${
        targets.length > 0 &&
        html`${targetsHold && html`<p>${targetsHold}</p>`} ${goals}
          <details>
            <summary>${agenda.rule}</summary>
            <p>${agenda.ruleText}</p>
          </details>`
      }
      ${
        indicator.stated.length > 0 &&
        html`<p>${words.statedHint}</p>
          ${stated}`
      }
      <h2>${words.history}</h2>
      ${history} ${indicator.figuresByDistrict.length > 0 && districts}
      ${more?.({
        name: district?.district ?? words.wholeCity,
        pathOf: (of) => at({ district: of }),
        pathOfOperator: indicator.hasOperators ? (of) => at({ operator: of }) : null,
      })}
      <h2 id="records">${words.records}</h2>
      <nav class="choice" aria-label="${words.show}">
        <ul>
          ${STATES.map(
            (state) =>
              html`<li>
                ${
                  state === asked.state
                    ? html`<a href="${at({ state })}#records" aria-current="true">${nameOf(state)}</a>`
                    : html`<a href="${at({ state })}#records">${nameOf(state)}</a>`
                }
              </li>`,
          )}
        </ul>
      </nav>
      ${nodes.length > 0 ? records : html`<p>${words.noRecords}</p>`}
      <p>
        ${pageInfo.hasNextPage && html`<a href="${at({ after: pageInfo.endCursor })}#records">${words.next}</a> `}
        ${asked.after && html`<a href="${at({})}#records">${words.first}</a> `}
        <a href="${at({}, `${path}/records.csv`)}">${words.csv}</a>
      </p>
      <h2>${words.badge}</h2>
      <p>${words.badgeHint}</p>
      <p><img src="${withLang(`${path}/badge.svg`, language)}" alt="${title}: ${amount(indicator.ofCity.value)}" /></p>
      <pre><code>${snippet}</code></pre>`,
  };
}
