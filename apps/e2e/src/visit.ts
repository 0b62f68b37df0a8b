// A visit as people make it, by mouse and keys, and how long each of its interactions waited for the next paint.
import type { Browser, Page } from 'playwright-core';
import { WAIT_MS } from './browser.js';

export interface Place {
  latitude: number;
  longitude: number;
}

/** What the visitor looks for. */
export interface Aims {
  /** Typed letter by letter. */
  search: string;
  sensor: { id: string } & Place;
}

export interface Visit {
  interactions: number;
  /** Interaction to next paint: the longest, or of more than 50 interactions the 98th percentile (https://web.dev/inp). */
  inpMs: number;
  /** The longest, each with the element it was meant for. */
  longest: Omit<Interaction, 'id'>[];
}

interface Interaction {
  id: number;
  ms: number;
  /** Until the page began with it, and what it did then; the rest is the paint. */
  waitedMs: number;
  workedMs: number;
  event: string;
  target: string;
}

const WINDOW = { width: 1280, height: 800 };

export async function visit(browser: Browser, origin: string, { search, sensor }: Aims): Promise<Visit> {
  const page = await browser.newPage({ viewport: WINDOW });
  page.setDefaultTimeout(WAIT_MS);
  await page.addInitScript(observe);
  await page.goto(`${origin}/?lang=de`);
  await page.locator('#answer table').waitFor();
  await mapReady(page);

  await page.getByRole('combobox', { name: /Adresse/ }).click();
  await page.keyboard.type(search, { delay: 80 });
  const hit = page.locator('#address-suggestions [role=option]').filter({ hasNotText: 'Adressen' }).first();
  await hit.waitFor();
  await page.keyboard.press('ArrowDown');
  await hit.click();
  await page.locator('#answer h2').first().waitFor();

  const legend = page.getByRole('region', { name: /Legende|Kartenebenen|Ebenen/ }).or(page.locator('.legend'));
  const toggle = page.locator('.legend-toggle');
  if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
  // Off and on again, and the last group first, so that none is left out when groups of their own appear.
  for (const box of (await legend.first().getByRole('checkbox').all()).reverse()) {
    for (let i = 0; i < 2; i++) {
      await box.click();
      await page.waitForTimeout(300);
    }
  }
  const filters = page.locator('.filters summary').first();
  if (await filters.count()) {
    await filters.click();
    const select = page.locator('.filters select').first();
    await select.focus();
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(300);
    await page.keyboard.press('ArrowUp');
  }
  for (const name of ['+', '+', '−', '−']) {
    await page.locator('.zoom button', { hasText: name }).click();
    await page.waitForTimeout(500);
  }
  await page.locator('canvas.maplibregl-canvas').focus();
  for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(300);
  }
  const first = await interactionsOf(page);

  await page.goto(`${origin}/?lang=de&layers=sensors&map=17/${sensor.latitude}/${sensor.longitude}`);
  await mapReady(page);
  await openSensor(page, sensor.id);
  await page.waitForTimeout(2_000);
  const second = await interactionsOf(page);
  await page.close();
  return summed([...first, ...second]);
}

/** What the map is to show has come, and nothing moves. */
const mapReady = async (page: Page) => {
  await page.locator('.zoom button').first().waitFor();
  await page.waitForTimeout(2_000);
};

/** The place that the address names is in the middle of what the legend does not cover. */
async function openSensor(page: Page, id: string): Promise<void> {
  const map = (await page.locator('canvas.maplibregl-canvas').boundingBox())!;
  const legend = await page.locator('.legend').boundingBox();
  const middle = { x: map.x + map.width / 2, y: map.y + map.height / 2 };
  const covered = legend && legend.height > 100 ? (legend.width + 12) / 2 : 0;
  for (const x of [middle.x - covered, middle.x]) {
    await page.mouse.move(x, middle.y);
    await page.mouse.click(x, middle.y);
    const opened = page.waitForURL((url) => url.searchParams.has('sensor'), { timeout: 5_000 });
    if (
      await opened.then(
        () => true,
        () => false,
      )
    )
      return void (await page.locator('#answer h2').first().waitFor());
  }
  throw new Error(`The visit did not find the sensor ${id} on the map where it stands.`);
}

/** In the page: gathers what the browser says of events (Event Timing), of which those of an interaction have its number. */
function observe(): void {
  const seen: Interaction[] = [];
  (globalThis as unknown as { interactions: Interaction[] }).interactions = seen;
  const describe = (target: Element | null) =>
    target
      ? `${target.nodeName.toLowerCase()}${target.id && `#${target.id}`}${target.className && `.${String(target.className).split(' ')[0]}`}`
      : '?';
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId?: number })[])
      if (entry.interactionId)
        seen.push({
          id: entry.interactionId,
          ms: entry.duration,
          waitedMs: Math.round(entry.processingStart - entry.startTime),
          workedMs: Math.round(entry.processingEnd - entry.processingStart),
          event: entry.name,
          target: describe(entry.target as Element | null),
        });
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
}

const interactionsOf = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { interactions: Interaction[] }).interactions);

/** Several events make one interaction, whose time is that of the longest. */
export function summed(events: Interaction[]): Visit {
  const longest = new Map<number, Interaction>();
  for (const event of events) if (event.ms > (longest.get(event.id)?.ms ?? -1)) longest.set(event.id, event);
  const sorted = [...longest.values()].sort((a, b) => b.ms - a.ms);
  return {
    interactions: sorted.length,
    inpMs: sorted[Math.min(sorted.length - 1, Math.floor(sorted.length / 50))]?.ms ?? 0,
    longest: sorted.slice(0, 5).map(({ id: _id, ...rest }) => rest),
  };
}
