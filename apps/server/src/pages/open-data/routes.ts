import { readSnapshotEntry } from '@stadtlage/datasets';
import type { FastifyInstance } from 'fastify';
import { forgetCaching, isUnchanged } from '../frame/freshness.js';
import { html } from '../frame/html.js';
import { dayOf } from '../frame/language.js';
import { withLang } from '../frame/page.js';
import { asPage, baseOf, languageFor } from '../frame/requests.js';
import type { PagesOptions } from '../routes.js';
import { readCatalogue, RowCounter } from './catalogue.js';
import { exampleFor } from './examples.js';
import { cataloguePage, datasetPage } from './pages.js';
import { fileParameters } from './parameters.js';
import { OPEN_DATA_WORDS } from './words.js';

const DAY_MS = 86_400_000;

/** Registers `/open-data`, all datasets, and `/open-data/{id}`, one with its columns, files and examples. */
export function registerOpenDataPages(routes: FastifyInstance, options: PagesOptions): void {
  const { database, registry, snapshot, schema, timeZone, cityName, version } = options;
  const counter = new RowCounter(database);

  routes.get('/open-data', async (request, reply) => {
    const language = languageFor(request);
    reply.header('vary', 'accept-language');
    const whole = await readSnapshotEntry(snapshot, registry.publicUrl);
    const parts = ['open-data', version, language, whole, ...(await streaming())];
    if (await isUnchanged(request, reply, database, parts)) return reply.code(304).send();
    const { datasets } = await readCatalogue(schema());
    return asPage(request, reply, () => cataloguePage(datasets, whole, { language, cityName, timeZone }));
  });

  routes.get<{ Params: { id: string } }>('/open-data/:id', async (request, reply) => {
    const language = languageFor(request);
    const definition = registry.get(request.params.id);
    reply.header('vary', 'accept-language');
    if (!definition) {
      const { missing, missingHint, all } = OPEN_DATA_WORDS[language];
      return asPage(request, forgetCaching(reply).code(404), () => ({
        title: missing,
        language,
        content: html`<p>${missingHint}</p>
          <p><a href="${withLang('/open-data', language)}">${all}</a></p>`,
      }));
    }
    const [today, yesterday, yearAgo] = [0, 1, 365].map((days) =>
      dayOf(new Date(Date.now() - days * DAY_MS), timeZone),
    ) as [string, string, string];
    const base = baseOf(request);
    const parts = ['dataset', version, today, language, base, definition.id, ...(await streaming())];
    if (await isUnchanged(request, reply, database, parts)) return reply.code(304).send();
    const { datasets, districts } = await readCatalogue(schema());
    const dataset = datasets.find(({ id }) => id === definition.id)!;
    const values = {
      district: districts[0]?.id ?? '',
      municipality: districts.find((one) => one.municipalityKey)?.municipalityKey ?? '00000000',
      today,
      yesterday,
      yearAgo,
    };
    const rows = await counter.rowsOf(definition, dataset.changedAt);
    return asPage(request, reply, () =>
      datasetPage(dataset, {
        language,
        cityName,
        timeZone,
        rows,
        hasGeometry: definition.geometry !== undefined,
        parameters: fileParameters(definition, language),
        example: exampleFor(dataset.id, values),
        base,
      }),
    );
  });

  /** What sensors send changes datasets, too, though no other page: told by the hour, that caches have a chance. */
  async function streaming(): Promise<unknown[]> {
    return database.query(
      `SELECT dataset, date_trunc('hour', changed_at) FROM datasets.state WHERE dataset IN ('sensors', 'latest-observations', 'observations', 'sensor-completeness') ORDER BY dataset`,
    );
  }
}
