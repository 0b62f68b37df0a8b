// A process that measures the web app in a browser for `stadtlage bench web`, so that the bench depends on no browser. It answers each
// task with what it measured, or with an error.
import { openAxe } from './axe.js';
import { hasChromium, openBrowser } from './browser.js';
import { firstView, sumOf } from './first-data.js';
import { audit } from './lighthouse.js';
import { someIds, STATES } from './states.js';
import { visit, type Aims } from './visit.js';

export type Task = { url: string } & (
  | { measure: 'start data' }
  | { measure: 'lighthouse'; paths: string[]; warm?: boolean }
  | { measure: 'visit'; aims: Aims }
  | { measure: 'axe' }
);

const withBrowser = async <Result>(work: (browser: Awaited<ReturnType<typeof openBrowser>>) => Promise<Result>) => {
  const browser = await openBrowser();
  return work(browser).finally(() => browser.close());
};

async function startData(url: string) {
  const { data, all } = await withBrowser((browser) => firstView(browser, url));
  return { kb: Number(sumOf(data).toFixed(1)), requests: data.length, allKb: Math.round(sumOf(all)) };
}

/** All states in German and English, each of them light and dark. */
const axe = (url: string) =>
  withBrowser(async (browser) => {
    const [examine, ids] = await Promise.all([openAxe(browser, url), someIds(url)]);
    const violations: string[] = [];
    const unreached: string[] = [];
    for (const [i, state] of STATES.entries())
      await examine(state, i, ids).then(
        (found) => violations.push(...found),
        (error: Error) => unreached.push(`${state.name}: ${error.message.split('\n')[0]}`),
      );
    return { states: STATES.length, violations, unreached };
  });

function measured(task: Task): Promise<unknown> {
  switch (task.measure) {
    case 'start data':
      return startData(task.url);
    case 'lighthouse':
      return audit(
        task.paths.map((path) => task.url + path),
        { warm: task.warm },
      );
    case 'visit':
      return withBrowser((browser) => visit(browser, task.url, task.aims));
    case 'axe':
      return axe(task.url);
  }
}

process.on('message', async (task: Task) => {
  try {
    if (!hasChromium)
      throw new Error('Chromium is missing. Debian: apt install chromium; or set CHROMIUM to its path.');
    process.send!({ result: await measured(task) });
  } catch (error) {
    process.send!({ error: (error as Error).message });
  }
});
process.once('disconnect', () => process.exit());
