import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { KeptAnswers } from './kept-answers.js';

const never = new AbortController().signal;
const ofBytes = (count: number) => () => Promise.resolve({ bytes: Buffer.alloc(count, 'a') });

// What tiles need of it is in tile-store.spec.ts.
describe('kept answers', () => {
  it('are made again for another tag, and are what was made for the newest', async () => {
    const answers = new KeptAnswers({ cacheBytes: 10_000 });
    await answers.make('k', 'v1', 'br', never, ofBytes(10));
    expect(answers.kept('k', 'v2', 'br')).toBeUndefined();
    const made = await answers.make('k', 'v2', 'br', never, ofBytes(20));
    expect(answers.kept('k', 'v2', 'br')).toBe(made);
    expect(brotliDecompressSync(made!.bytes)).toHaveLength(20);
    expect(answers.kept('k', 'v1', 'br')).toBeUndefined();
  });

  it('are made once, also for who asks while what was made is compressed', async () => {
    const answers = new KeptAnswers({ cacheBytes: 10_000_000 });
    let made = 0;
    const make = () => (made++, Promise.resolve({ bytes: Buffer.alloc(3_000_000, 'a') }));
    const first = answers.make('k', 'v1', 'br', never, make);
    await new Promise((resolve) => setImmediate(resolve));
    expect(answers.kept('k', 'v1', 'br')).toBeUndefined();
    expect(gunzipSync((await answers.make('k', 'v1', 'gzip', never, make))!.bytes)).toHaveLength(3_000_000);
    await first;
    expect(made).toBe(1);
  });

  it('leave out what is too large, and what failed', async () => {
    const answers = new KeptAnswers({ cacheBytes: 100_000, largestBytes: 5_000 });
    expect((await answers.make('large', 'v1', 'identity', never, ofBytes(6_000)))!.bytes).toHaveLength(6_000);
    expect(answers.kept('large', 'v1', 'identity')).toBeUndefined();
    const failing = answers.make('k', 'v1', 'gzip', never, () => Promise.reject(new Error('broken')));
    await expect(failing).rejects.toThrow('broken');
    expect(answers.kept('k', 'v1', 'gzip')).toBeUndefined();
  });

  it('hold no more than they may, however long the keys are', async () => {
    const answers = new KeptAnswers({ cacheBytes: 100_000 });
    const keys = Array.from({ length: 50 }, (_, i) => `${i} ${'k'.repeat(10_000)}`);
    for (const key of keys) await answers.make(key, 'v1', 'identity', never, ofBytes(1));
    expect(keys.filter((key) => answers.kept(key, 'v1', 'identity'))).toHaveLength(9);
  });
});
