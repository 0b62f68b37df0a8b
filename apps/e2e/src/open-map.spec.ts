// A map that stays open while data comes: it asks for the tiles anew in which something has changed, and for no others.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { difference, inChromium } from './browser.js';
import { describeOnRealParts, eventually, graphql, runCli } from './program.js';
import { mapDrawn, stage } from './stage.js';

interface Address {
  id: string;
  position: { longitude: number; latitude: number };
}
interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

const WORLD = 2 * Math.PI * 6378137;

describeOnRealParts('a map that is open over an import', () => {
  const s = stage();
  const picture = (page: Page) => page.locator('canvas.maplibregl-canvas').screenshot();
  /** A picture that the next one is like. */
  const settled = (page: Page) =>
    eventually(async () => {
      const before = await picture(page);
      await page.waitForTimeout(700);
      const after = await picture(page);
      return (await difference(page, before, after)) < 0.0002 && after;
    });
  /** Where the data has changed that the map shows, in metres of EPSG:3857. */
  const boxes = async (since: number) => {
    const client = new pg.Client({ connectionString: s.home.env['DATABASE_URL'] });
    await client.connect();
    try {
      const { rows } = await client.query<Box>(
        `SELECT west, south, east, north FROM datasets.change WHERE dataset = 'address-coverage' AND version > $1`,
        [since],
      );
      return rows;
    } finally {
      await client.end();
    }
  };
  const versionNow = async () => {
    const tileJson = (await (await fetch(`${s.program.url}/tiles/city.json`)).json()) as {
      versions: Record<string, number>;
    };
    return tileJson.versions['address-coverage']!;
  };

  inChromium(
    'shows what one street has got, asks for the tiles there again and for no others, and is not loaded anew',
    async () => {
      const { addresses: found } = await graphql<{ addresses: { nodes: (Address & { streetKey: string })[] } }>(
        s.program.url,
        '{ addresses(fibreStatus: [NONE], first: 1) { nodes { id streetKey position { longitude latitude } } } }',
      );
      const [first] = found.nodes;
      const { addresses } = await graphql<{ addresses: { nodes: Address[] } }>(
        s.program.url,
        `{ addresses(street: "${first!.streetKey}", first: 200) { nodes { id position { longitude latitude } } } }`,
      );
      const { longitude, latitude } = first!.position;
      // A light page first: no tile is asked for before somebody listens.
      const { page, complaints } = await s.open('/accessibility');
      page.setDefaultTimeout(120_000);
      const asked: string[] = [];
      page.on('request', (request) => {
        if (/\/tiles\/city\/.*\.mvt/.test(request.url())) asked.push(request.url());
      });
      await page.goto(`${s.program.url}/?lang=en&layers=fixed&map=13/${latitude}/${longitude}`);
      await mapDrawn(page);
      const before = await settled(page);
      const shown = new Set(asked.splice(0).map(tileOf));
      const since = await versionNow();
      const navigated: string[] = [];
      page.on('framenavigated', (frame) => navigated.push(frame.url()));
      const file = join(s.home.env['DATA_DIR']!, 'street.csv');
      await writeFile(
        file,
        [
          'address_id;technology;download;level;provider',
          ...addresses.nodes.map(({ id }) => `${id};FTTH;1000;homes activated;Glasfaser Probe`),
        ].join('\n'),
      );
      expect(await runCli(['import', 'fixed-availability', file, '--date', '2024-06-30'], s.home.env)).toMatchObject({
        status: 0,
      });

      await eventually(async () => asked.length > 0 && (await difference(page, before, await picture(page))) > 0);
      await settled(page);
      const changed = await boxes(since);
      const again = [...new Set(asked.map(tileOf))];
      expect(changed.length).toBeGreaterThan(0);
      expect(again.filter((tile) => !changed.some((box) => touches(tile, box)))).toEqual([]);
      expect(again.every((tile) => shown.has(tile))).toBe(true);
      expect(shown.size).toBeGreaterThan(again.length);
      expect(new Set(asked.map((url) => new URL(url).searchParams.get('v'))).size).toBe(1);
      expect([navigated, complaints]).toEqual([[], []]);
      await page.context().close();
    },
    300_000,
  );
});

/** `z/x/y` */
const tileOf = (url: string) => /(\d+\/\d+\/\d+)\.mvt/.exec(url)![1]!;

/** With what reaches over its edge. */
function touches(tile: string, box: Box): boolean {
  const [z, x, y] = tile.split('/').map(Number) as [number, number, number];
  const side = WORLD / 2 ** z;
  const [west, north, margin] = [x * side - WORLD / 2, WORLD / 2 - y * side, side / 64];
  return (
    box.west <= west + side + margin &&
    box.east >= west - margin &&
    box.north >= north - side - margin &&
    box.south <= north + margin
  );
}
