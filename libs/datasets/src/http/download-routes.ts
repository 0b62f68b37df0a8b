import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { readStates, sourcesOf } from '../catalogue/catalogue.js';
import { creditText, LICENCES, licenceOfAll, ownersOf } from '../catalogue/licences.js';
import { fileOnDay, type DatasetDefinition } from '../definition.js';
import { toCsv, toGeoJson } from '../downloads/formats.js';
import { readPages, type PageRow } from '../downloads/pages.js';
import { BadSelection, parametersOf, readOrBad, selectionOf } from '../downloads/selection.js';
import { dayTag } from '../tiles/on-day.js';
import { readSnapshotEntry } from '../tiles/snapshot-file.js';
import { isForOwnPage } from '../usage/tally.js';
import { versionTag } from '../versions.js';
import { badParameter, busy, isFresh, tagNaming, unknownDataset, withoutGeometry } from './answers.js';
import type { OpenDataContext } from './routes.js';
import { TooBusy, Turns, type TurnLimits } from './turns.js';

interface Format {
  extension: 'csv' | 'geojson';
  mediaType: string;
  geometry: 'wkt' | 'geojson';
  write(definition: DatasetDefinition, pages: AsyncIterable<PageRow[]>, credit: string): AsyncIterable<string>;
}

const FORMATS: Format[] = [
  { extension: 'csv', mediaType: 'text/csv; charset=utf-8; header=present', geometry: 'wkt', write: toCsv },
  { extension: 'geojson', mediaType: 'application/geo+json; charset=utf-8', geometry: 'geojson', write: toGeoJson },
];

/** Of pages that are worked out from all of a dataset, such as those of another day: seconds each in a large city. */
const WORKED_OUT: TurnLimits = { atOnce: 2, ofOne: 1, waitingOfOne: 20, waiting: 200 };

/** The catalogue as JSON, and every dataset as files. */
export function registerDownloads(routes: FastifyInstance, context: OpenDataContext): void {
  const { database, registry, tally, snapshot } = context;
  const asked = tally.api('catalogue', 'json');
  const config = { uses: ({ headers }: FastifyRequest) => asked(headers) };
  routes.get('/datasets.json', { config }, async (_request, reply) => {
    reply.header('cache-control', 'no-cache');
    const whole = snapshot && (await readSnapshotEntry(snapshot, registry.publicUrl));
    return {
      publisher: registry.publisher,
      datasets: await registry.catalogue(database),
      files: whole ? [whole] : [],
    };
  });
  const turns = new Turns(WORKED_OUT);
  for (const format of FORMATS) registerFormat(routes, context, format, turns);
}

function registerFormat(
  routes: FastifyInstance,
  { database, registry, versions, today, tally, log }: OpenDataContext,
  format: Format,
  turns: Turns,
): void {
  const offered = registry.all.filter(({ geometry }) => format.extension === 'csv' || geometry);
  const taken = new Map(offered.map(({ id }) => [id, tally.of('download', id, format.extension)]));
  routes.route<{ Params: { id: string }; Querystring: Record<string, unknown> }>({
    method: ['GET', 'HEAD'],
    url: `/datasets/:id.${format.extension}`,
    config: {
      uses: ({ params, headers }) => (isForOwnPage(headers) ? undefined : taken.get((params as { id: string }).id)),
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      const definition = offered.find((one) => one.id === id);
      if (!definition) {
        const known = offered.map((one) => one.id);
        if (registry.all.some((one) => one.id === id)) return withoutGeometry(reply, id, known);
        return unknownDataset(reply, id, known, `dataset with a ${format.extension} file`);
      }
      const selection = readOrBad(() => selectionOf(definition, request.query));
      if (selection instanceof BadSelection) return badParameter(reply, selection, parametersOf(definition));
      const { day, conditions, from } = selection;
      const file = day ? fileOnDay(definition) : definition;
      const state = versions.of(id);
      reply.header('cache-control', 'no-cache');
      if (state) reply.header('last-modified', state.changedAt.toUTCString());
      const tag = versionTag(definition, state) + (day ? `-${dayTag({ day, today: await today.read() })}` : '');
      if (isFresh(request, reply, tagNaming(tag, registry.publisher))) return reply;
      const isPart = conditions.length > 0 || (from && !day);
      const name = [id, ...(isPart ? ['selection'] : []), ...(day ? [day] : [])].join('-');
      const withHead = async () => {
        const sources = sourcesOf(definition, (await readStates(database)).get(id));
        // A table has no place for it: https://www.iana.org/assignments/link-relations/
        reply.header('link', `<${LICENCES[licenceOfAll(definition, sources)].url}>; rel="license"`);
        reply.header('content-disposition', `attachment; filename="${name}.${format.extension}"`);
        reply.type(format.mediaType);
        return sources;
      };
      if (request.method === 'HEAD') {
        await withHead();
        return reply.send();
      }
      const left = new AbortController();
      reply.raw.once('close', () => left.abort());
      const inTurn = <T>(work: () => Promise<T>) => turns.pass(request.ip, left.signal, work);
      const read = readPages(database, file, format.geometry, selection, from ? inTurn : undefined);
      let pages: AsyncGenerator<PageRow[]>;
      try {
        pages = await started(read, (error) => {
          if (!left.signal.aborted) log.error({ err: error, url: request.url }, 'A download broke off');
        });
      } catch (error) {
        if (left.signal.aborted) return reply.hijack();
        if (!(error instanceof TooBusy)) throw error;
        return busy(reply, error);
      }
      // After its turn: who is sent away asks nothing of the database.
      const credit = creditText(ownersOf(definition, registry.publisher, await withHead()));
      // The stream asks for the next page when the client has taken the last one, and for none after it has gone.
      return reply.send(Readable.from(format.write(file, pages, credit)));
    },
  });
}

/** Reads the first page at once: a fault there is still answered by a status. A later one can only break the answer off. */
async function started(
  pages: AsyncGenerator<PageRow[]>,
  onBreak: (error: unknown) => void,
): Promise<AsyncGenerator<PageRow[]>> {
  const first = await pages.next();
  return (async function* () {
    if (first.done) return;
    yield first.value;
    try {
      yield* pages;
    } catch (error) {
      onBreak(error);
      throw error;
    }
  })();
}
