const FIRST_PAUSE_MS = 2_000;
const LAST_PAUSE_MS = 30_000;

/** Loads a part of the program, and tries again for as long as that fails: after a while, and at once when the network is back. */
export async function again<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LAST_PAUSE_MS)) {
    try {
      return await load();
    } catch {
      await new Promise<void>((resolve) => {
        const go = () => {
          clearTimeout(timer);
          window.removeEventListener('online', go);
          resolve();
        };
        const timer = setTimeout(go, pause);
        window.addEventListener('online', go);
      });
    }
  }
}
