const SAME_KEYSTROKE_MS = 1_000;

type Stop = () => Promise<unknown>;

/**
 * Ctrl-C (or SIGTERM) runs `stops` from the last to the first and ends the process with status 0, also in the middle of
 * a start. A second Ctrl-C does not wait any longer.
 * @returns a function that runs `work`; if it fails, what was started is stopped before the error goes on
 */
export function stopOnSignal(stops: Stop[]): (work: () => Promise<void>) => Promise<void> {
  let stopping = 0;
  const stopAll = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  const onSignal = () => {
    // npm passes on the Ctrl-C that the terminal has sent to us already.
    if (stopping && Date.now() - stopping < SAME_KEYSTROKE_MS) return;
    if (stopping) process.exit(130);
    stopping = Date.now();
    process.stdout.write('\nStopping … ');
    stopAll().then(
      () => {
        process.stdout.write('stopped.\n');
        process.exit(0);
      },
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return async (work) => {
    try {
      await work();
    } catch (error) {
      // What breaks because we are stopping is no news.
      if (stopping) return new Promise(() => {});
      await stopAll();
      throw error;
    }
  };
}
