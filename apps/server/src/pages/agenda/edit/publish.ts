import { digestOf, listPublished, PublishedMeanwhile, publishReport, readReport } from '@stadtlage/agenda';
import { UserError } from '@stadtlage/database';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html } from '../../frame/html.js';
import { dayIn, dayOf, type Language } from '../../frame/language.js';
import { query, withLang } from '../../frame/page.js';
import { asPage, languageFor } from '../../frame/requests.js';
import { REPORT_PATH } from '../page.js';
import { dayFor } from '../report/day.js';
import { REPORT_PAGE_WORDS } from '../report/words.js';
import { csrfHtml, editorPage } from './editor-page.js';
import { PUBLISH_PATH } from './paths.js';
import type { EditOptions } from './routes.js';
import { valuesOf } from './session.js';

/**
 * Registers `/agenda/edit/publish?asOf=2026-06-30&saw=…`: keeps the council paper of a day as it is now, which is what was looked at: `saw` is
 * its digest.
 */
export function registerPublishing(routes: FastifyInstance, { database, timeZone }: EditOptions): void {
  const now = () => dayOf(new Date(), timeZone);

  routes.get<{ Querystring: { asOf?: unknown; saw?: unknown } }>(PUBLISH_PATH, (request, reply) =>
    show(request, reply, 200, request.query),
  );

  routes.post(PUBLISH_PATH, async (request, reply) => {
    const values = valuesOf(request);
    const [asOf, language] = [values.get('asOf') ?? '', languageFor(request)];
    // Whoever comes back from signing in looks at it once more.
    if (values.get('do') !== 'publish') return show(request, reply, 200, { asOf, saw: values.get('saw') });
    try {
      const report = await readReport(database, dayFor(asOf, now()), now(), timeZone);
      const saw = values.get('saw') ?? '';
      if (saw !== digestOf(report)) return await show(request, reply, 409, { asOf, saw });
      const seen = Number(values.get('seen') ?? Number.NaN);
      const number = await publishReport(database, report, request.editor!.name, seen);
      return await reply.redirect(withLang(`${REPORT_PATH}?${query({ number: String(number) })}`, language), 303);
    } catch (error) {
      if (error instanceof PublishedMeanwhile)
        return show(request, reply, 409, { asOf, problem: WORDS[language].meanwhile(error.newest) });
      if (!(error instanceof UserError)) throw error;
      return show(request, reply, 422, { problem: WORDS[language].noDay });
    }
  });

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    { asOf, saw, problem }: { asOf?: unknown; saw?: unknown; problem?: string },
  ) {
    const published = await listPublished(database);
    const [today, language, editor] = [now(), languageFor(request), request.editor!];
    const [words, { one, locale }] = [WORDS[language], REPORT_PAGE_WORDS[language]];
    let day: string;
    try {
      day = dayFor(asOf, today);
    } catch {
      return show(request, reply, 422, { problem: words.noDay });
    }
    const digest = digestOf(await readReport(database, day, today, timeZone));
    const mistakes = problem ?? (saw === undefined || saw === digest ? undefined : words.changed);
    const link = (path: string, text: string) => html`<a href="${withLang(path, language)}">${text}</a>`;
    const same = published.find((report) => report.asOf === day);
    return asPage(request, reply.code(status), () =>
      editorPage({
        title: words.title,
        ...{
          language,
          editor,
          path: `${PUBLISH_PATH}?${query({ asOf: day, saw: digest })}`,
          isKept: request.method === 'GET',
        },
        content: html`${mistakes && html`<p class="mistakes" role="alert">${mistakes}</p>`}
          <p>${words.hint}</p>
          <form class="edit" action="${withLang(PUBLISH_PATH, language)}" method="post">
            ${csrfHtml(editor)}
            <input type="hidden" name="seen" value="${published[0]?.number ?? 0}" />
            <input type="hidden" name="saw" value="${digest}" />
            <p>
              <label for="as-of">${words.asOf}</label><br />
              <input id="as-of" type="date" name="asOf" value="${day}" max="${today}" required />
            </p>
            <p>${link(`${REPORT_PATH}?${query({ asOf: day })}`, words.look(dayIn({ locale }, day)))}</p>
            ${
              same &&
              html`<p>
                ${words.again}
                ${link(`${REPORT_PATH}?${query({ number: String(same.number) })}`, one(same.number, dayIn({ locale }, day)))}
              </p>`
            }
            <p class="deeds"><button name="do" value="publish">${words.publish}</button></p>
          </form>`,
      }),
    );
  }
}

const de = {
  title: 'Bericht veröffentlichen',
  hint: 'Der Bericht wird so, wie er jetzt ist, für immer aufbewahrt und steht allen offen. Spätere Berichte sagen, was sich seit ihm geändert hat. Zurücknehmen lässt er sich nicht; ein neuer zum selben Tag sagt, was er berichtigt.',
  asOf: 'Stand vom',
  look: (day: string) => `Den Bericht zum ${day} ansehen`,
  again: 'Zu diesem Tag ist schon veröffentlicht:',
  publish: 'Jetzt veröffentlichen',
  meanwhile: (number: number) =>
    `Inzwischen ist Bericht Nr. ${number} veröffentlicht. Bitte sehen Sie ihn an; veröffentlicht ist sonst nichts.`,
  changed:
    'Der Bericht ist inzwischen ein anderer als der, den Sie angesehen haben: Zahlen oder Einträge haben sich geändert, oder der Tag ist ein anderer. Bitte sehen Sie ihn noch einmal an; veröffentlicht ist nichts.',
  noDay: 'Bitte einen Tag des Kalenders angeben, der nicht in der Zukunft liegt. Veröffentlicht ist nichts.',
};

const en: typeof de = {
  title: 'Publish a report',
  hint: 'The report is kept for ever as it is now, for everybody to read. Later reports say what has changed since. It cannot be taken back; another one of the same day says what it corrects.',
  asOf: 'As of',
  look: (day) => `Look at the report as of ${day}`,
  again: 'Already published as of this day:',
  publish: 'Publish now',
  meanwhile: (number) =>
    `Report no. ${number} has been published meanwhile. Please look at it; nothing else was published.`,
  changed:
    'The report is another by now than the one you looked at: figures or records have changed, or the day is another. Please look at it once more; nothing was published.',
  noDay: 'Please give a day of the calendar that is not still to come. Nothing was published.',
};

const WORDS: Record<Language, typeof de> = { de, en };
