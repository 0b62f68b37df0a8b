import { Steps } from './steps.js';

/** What is written, and a promise of the first text that holds something. */
function watched(isTTY: boolean) {
  const written: string[] = [];
  const waiting: (() => void)[] = [];
  const holds = async (text: string): Promise<void> => {
    while (!written.join('').includes(text)) await new Promise<void>((next) => waiting.push(next));
  };
  const write = (text: string) => {
    written.push(text);
    for (const next of waiting.splice(0)) next();
  };
  return { output: { isTTY, write }, written, holds };
}

describe('the steps of a start', () => {
  it('say from time to time how far a long one is where no terminal shows it, without control characters', async () => {
    const { output, written, holds } = watched(false);
    await new Steps(output, 20).run('Demo city', async (progress) => {
      progress('addresses');
      await holds('  Demo city … addresses (');
      progress('streets');
      await holds('… streets (');
    });
    expect(written.at(-1)).toMatch(/^✓ Demo city \(\d+\.\d s\)\n$/);
    expect(written.join('').replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('take one line each where they are short, and say which one failed', async () => {
    const { output, written } = watched(false);
    const steps = new Steps(output);
    await steps.run('Schema', async (progress) => progress('tables'));
    await expect(steps.run('Broker', () => Promise.reject(new Error('taken')))).rejects.toThrow('taken');
    expect(written.filter(Boolean).map((line) => line.replace(/[\d.]+ s/, ''))).toEqual([
      '✓ Schema ()\n',
      '✗ Broker\n',
    ]);
  });

  it('show on a terminal how far they are in the line that they take', async () => {
    const { output, written } = watched(true);
    await new Steps(output, 1).run('Demo city', async (progress) => progress('streets'));
    expect(written.slice(0, 2)).toEqual(['  Demo city …', '\r\x1b[K  Demo city … streets']);
    expect(written).toHaveLength(3);
  });
});
