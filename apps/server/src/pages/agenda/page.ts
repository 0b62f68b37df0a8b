import { pathOfRecord } from '@stadtlage/agenda';
import { html, type Html } from '../frame/html.js';
import { dayIn, type Language } from '../frame/language.js';
import { versionsOf, withLang, type Page } from '../frame/page.js';
import { softly } from '../frame/hyphens.js';
import { cards, cell, day } from '../frame/table.js';
import { FRAME_WORDS } from '../frame/words.js';
import { amountIn, countsIn, pathOfIndicator } from './amount.js';
import { coursesHtml, type CourseToCome } from './courses.js';
import { deadlinesHtml, soonOf } from './deadlines.js';
import { EDIT_PATH } from './edit/paths.js';
import { networksHtml, type Network } from './indicator/networks.js';
import { INDICATOR_WORDS } from './indicator/words.js';
import {
  nextMilestone,
  restOnDemo,
  statusOfField,
  type AgendaAnswer,
  type FieldAnswer,
  type GoalAnswer,
  type IndicatorAnswer,
  type MeasureAnswer,
  type MilestoneAnswer,
  type TargetAnswer,
  type TargetStatus,
} from './read.js';
import { AGENDA_WORDS } from './words.js';

export const AGENDA_PATH = '/agenda';
export const REPORT_PATH = '/agenda/report';

interface Options {
  language: Language;
  cityName: string;
  /** YYYY-MM-DD, where the city is. */
  today: string;
  courses: CourseToCome[];
  /** Null: they could not be read. */
  networks: Network[] | null;
}

/** The digital agenda: every field of action at a glance, then each with its goals, targets and measures. */
export function agendaPage(
  { fieldsOfAction: fields, agendaDeadlines: deadlines }: AgendaAnswer,
  { language, cityName, today, courses, networks }: Options,
): Page {
  const words = AGENDA_WORDS[language];
  const amount = (value: number | null, unit: string): string => amountIn(words, value, unit);
  const status = (code: TargetStatus): Html =>
    html`<span aria-hidden="true">${words.sign[code]}</span> ${words.status[code]}`;
  const example = (isDemo: boolean): Html | false => isDemo && html`<strong>(${words.example})</strong>`;
  const figure = ({ id, title, figure: shown, unit, dataset, sourceStates }: IndicatorAnswer): Html => {
    const dataDate = sourceStates.find((one) => one.dataset === dataset)?.dataDate;
    return html`<a
        href="${withLang(pathOfIndicator(id), language)}"
        aria-label="${title[language]}: ${amount(shown.value, unit)}, ${countsIn(words, shown, unit)}"
        >${amount(shown.value, unit)}<br />
        <small>${countsIn(words, shown, unit)}</small></a
      >${shown.known < shown.total && html` <br /><small>${words.unknownOf(shown.total - shown.known)}</small>`}
      ${dataDate && html` <br /><small>${words.dataOf(dayIn(words, dataDate))}</small>`}`;
  };
  const milestone = ({
    title,
    due,
    done = null,
  }: Pick<MilestoneAnswer, 'title' | 'due'> & { done?: string | null }): Html =>
    html`${title[language]},
    ${done ? words.doneOn(dayIn(words, done)) : due < today ? words.overdue(dayIn(words, due)) : words.due(dayIn(words, due))}`;

  const overview = cards(
    words.overview,
    [words.field, words.state, words.next],
    html`<tbody>
      ${fields.map((field) => {
        const stands = statusOfField(field);
        const next = nextMilestone(field, deadlines);
        return html`<tr>
          <th scope="row"><a href="#${field.id}">${softly(field.title[language])}</a></th>
          ${cell(
            words.state,
            stands
              ? html`${status(stands.status)} ${example(stands.isDemo)}`
              : field.indicators.length
                ? words.noTarget
                : words.notMeasured,
          )}
          ${cell(words.next, next ? html`${milestone(next)} ${example(next.isDemo)}` : words.nothingNext)}
        </tr>`;
      })}
    </tbody>`,
  );

  const target = ({
    indicator,
    value,
    date,
    expected,
    status: code,
    forecast,
    source,
    baseline,
  }: TargetAnswer): Html | false =>
    indicator !== null &&
    html`<tr>
      <th scope="row">${indicator.title[language]}</th>
      ${cell(words.today, figure(indicator), 'number')}
      ${cell(
        words.expected,
        html`${expected === null ? words.noPath : amount(expected, indicator.unit)}${baseline && html` <br /><small>${words.baseline(amount(baseline.value, indicator.unit), dayIn(words, baseline.date), baseline.source)}</small>`}`,
        'number',
      )}
      ${cell(
        words.target,
        html`${words.by(amount(value, indicator.unit), dayIn(words, date))}${source && html` <br /><small>${words.setBy(source)}</small>`}`,
      )}
      ${cell(
        words.state,
        html`${code === 'UNKNOWN' && indicator.figure.value !== null ? words.open : status(code)}${forecast && code !== 'REACHED' && html` <br /><small>${words.atThisPace(amount(forecast.value, indicator.unit), forecast.reachedOn && forecast.reachedOn.slice(0, 4))}</small>`}`,
      )}
    </tr>`;

  const record = (kind: 'goal' | 'measure', id: string, title: string): Html =>
    html`<a href="${withLang(pathOfRecord(kind, id), language)}">${title}</a>`;

  const measure = ({ id, title, text, office, state, isDemo, milestones }: MeasureAnswer): Html =>
    html`<li>
      <strong>${record('measure', id, title[language])}</strong> ${example(isDemo)}:
      ${words.measureState[state]}${office && html`, ${office}`} ${text && html`<p>${text[language]}</p>`}
      ${
        milestones.length > 0 &&
        html`<ul>
          ${milestones.map((one) => html`<li>${milestone(one)}</li>`)}
        </ul>`
      }
    </li>`;

  const goal = ({ id, title, text, decision, targets, measures, isDemo }: GoalAnswer): Html => {
    const said = decision && (decision.isDecided ? words.decided : words.motion);
    return html`<h3>${record('goal', id, title[language])} ${example(isDemo)}</h3>
      ${text && html`<p>${text[language]}</p>`}
      ${said && html`<p class="muted">${said(decision.body, dayIn(words, decision.date), decision.paper)}</p>`}
      ${
        targets.length > 0 &&
        cards(
          words.targets(title[language]),
          [words.indicator, words.today, words.expected, words.target, words.state],
          html`<tbody>
            ${targets.map(target)}
          </tbody>`,
        )
      }
      ${
        measures.length > 0
          ? html`<h4>${words.measures}</h4>
              <ul>
                ${measures.map(measure)}
              </ul>`
          : html`<p>${words.noMeasures}</p>`
      }`;
  };

  const section = (field: FieldAnswer): Html => {
    const measured = new Set(field.goals.flatMap(({ targets }) => targets.map(({ indicator }) => indicator?.id)));
    const others = field.indicators.filter(({ id }) => !measured.has(id));
    return html`<h2 id="${field.id}">${softly(field.title[language])}</h2>
      ${field.goals.length > 0 ? field.goals.map(goal) : html`<p>${words.noGoals}</p>`}
      ${
        others.length > 0 &&
        html`<h3>${words.otherFigures}</h3>
          <dl>
            ${others.map(
              (one) =>
                html`<dt>${one.title[language]}</dt>
                  <dd>${figure(one)}</dd>`,
            )}
          </dl>`
      }
      ${field.id === 'training' && coursesHtml(courses, language)}
      ${field.id === '5g' && networks && networksHtml(networks, language, { where: INDICATOR_WORDS[language].wholeCity, district: null, level: 3 })}`;
  };

  const hasExamples = fields.some(({ goals }) =>
    goals.some((one) => one.isDemo || one.measures.some(({ isDemo }) => isDemo)),
  );
  return {
    title: words.title(cityName),
    language,
    description: words.about(cityName),
    versions: versionsOf(AGENDA_PATH),
    content: html`<p class="lead">${words.lead}</p>
      ${restOnDemo(fields) && html`<p class="demo">${FRAME_WORDS[language].demo}</p>`}
      ${hasExamples && html`<p class="demo">${words.exampleHint}</p>`} ${overview}
      ${deadlinesHtml(soonOf(deadlines, today), {
        ...{ language, today },
        pathOf: (kind, id) => withLang(pathOfRecord(kind, id), language),
      })}
      ${fields.map(section)}
      <h2>${words.rule}</h2>
      <p>${words.ruleText} (${day(today, words)})</p>
      <h2>${words.downloads}</h2>
      <ul>
        <li><a href="${withLang(REPORT_PATH, language)}">${words.report}</a></li>
        ${words.calendars.map(([name, text]) => html`<li><a href="${withLang(`/agenda/calendar/${name}.ics`, language)}">${text}</a></li>`)}
        <li><a href="${withLang(EDIT_PATH, language)}" rel="nofollow">${words.edit}</a></li>
        ${words.files.map(([id, text]) => html`<li><a href="/datasets/${id}.csv">${text}</a></li>`)}
      </ul>`,
  };
}
