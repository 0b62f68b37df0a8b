// Lighthouse with its own settings for phones: simulated slow 4G, a processor four times as slow.
import lighthouse from 'lighthouse';
import { openBrowser } from './browser.js';
import { freePort } from './program.js';

export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

export interface Audited {
  /** From 0 to 100. */
  scores: Record<(typeof CATEGORIES)[number], number>;
  lcpMs: number;
  /** What of the page is the largest contentful paint, and whether it is text. */
  lcp: { html: string; isText: boolean };
  tbtMs: number;
  cls: number;
  /** What costs points, one line each; not of performance, whose parts are figures. */
  faults: string[];
}

/** @param warm whether the pages are opened once before, so that a machine without a graphics card has its renderer ready */
export async function audit(urls: string[], { warm = false }: { warm?: boolean | undefined } = {}): Promise<Audited[]> {
  const port = await freePort();
  const browser = await openBrowser(`--remote-debugging-port=${port}`);
  try {
    const found: Audited[] = [];
    for (const url of urls) {
      if (warm) {
        const page = await browser.newPage({ viewport: { width: 412, height: 823 } });
        await page.goto(url, { waitUntil: 'networkidle' });
        await page.close();
      }
      found.push(await auditPage(url, port));
    }
    return found;
  } finally {
    await browser.close();
  }
}

interface NodeDetails {
  items?: { items?: { node?: { snippet?: string; nodeLabel?: string } }[] }[];
}

async function auditPage(url: string, port: number): Promise<Audited> {
  const result = await lighthouse(url, {
    port,
    output: 'json',
    logLevel: 'error',
    onlyCategories: [...CATEGORIES],
    disableFullPageScreenshot: true,
  });
  if (!result || result.lhr.runtimeError)
    throw new Error(`Lighthouse could not judge ${url}: ${result?.lhr.runtimeError?.message ?? 'no result'}`);
  const { categories, audits } = result.lhr;
  const value = (id: string) => audits[id]?.numericValue ?? Infinity;
  const node = (audits['largest-contentful-paint-element']?.details as NodeDetails | undefined)?.items?.[0]?.items?.[0]
    ?.node;
  const html = node?.snippet ?? '';
  return {
    scores: Object.fromEntries(
      CATEGORIES.map((id) => [id, Math.round((categories[id]?.score ?? 0) * 100)]),
    ) as Audited['scores'],
    lcpMs: Math.round(value('largest-contentful-paint')),
    lcp: {
      html,
      isText: !!node?.nodeLabel && !/^<(img|svg|image|video|canvas|picture)\b|background-image/i.test(html),
    },
    tbtMs: Math.round(value('total-blocking-time')),
    cls: Number(value('cumulative-layout-shift').toFixed(3)),
    faults: CATEGORIES.slice(1).flatMap((id) =>
      (categories[id]?.auditRefs ?? [])
        .filter(({ weight, id: audit }) => weight > 0 && (audits[audit]?.score ?? 1) < 1)
        .map(
          ({ id: audit }) =>
            `${id}: ${audit}: ${audits[audit]?.title} ${JSON.stringify(audits[audit]?.details ?? '').slice(0, 600)}`,
        ),
    ),
  };
}
