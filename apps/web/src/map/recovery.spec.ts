import { letFailedTilesReload } from './recovery.js';

type Listener = (event: object) => void;

/** A map that only tells of errors. */
function mapOf() {
  const listeners: Listener[] = [];
  const map = { on: (_: string, listener: Listener) => listeners.push(listener) };
  letFailedTilesReload(map as never);
  return (event: object) => listeners.forEach((listener) => listener(event));
}

describe('A tile that failed', () => {
  it('lets go of the worker that gave it up, so that it can be asked for again', () => {
    const fail = mapOf();
    const tile = { state: 'errored', actor: {} };
    fail({ tile });
    expect(tile).toEqual({ state: 'errored' });
  });

  it('is not confused with one that is being loaded, or with an error that is of no tile', () => {
    const fail = mapOf();
    const tile = { state: 'loading', actor: {} };
    fail({ tile });
    fail({});
    expect(tile).toHaveProperty('actor');
  });
});
