/** The first Ctrl-C (or SIGTERM) ends the work in order, a second one the process. Call `done` when the work is over. */
export function cancelOnSignal(): { signal: AbortSignal; done(): void } {
  const cancel = new AbortController();
  const onSignal = () => cancel.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  return { signal: cancel.signal, done: () => void process.off('SIGINT', onSignal).off('SIGTERM', onSignal) };
}
