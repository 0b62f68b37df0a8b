const TOLD_EVERY_MS = 10_000;

/** Where the steps are shown: a terminal, or what is written to a file or a service's log. */
interface Output {
  isTTY: boolean;
  write(text: string): unknown;
}

/** Shows on standard output what a start does and how far it is: one line per step. */
export class Steps {
  constructor(
    private readonly output: Output = process.stdout,
    private readonly toldEveryMs = TOLD_EVERY_MS,
  ) {}

  /** Runs one step. `work` may tell how far it is: on a terminal that replaces the line, elsewhere a line says it from time to time. */
  async run<T>(title: string, work: (progress: (text: string) => void) => Promise<T>): Promise<T> {
    const { output } = this;
    const live = output.isTTY;
    const clear = live ? '\r\x1b[K' : '';
    const began = Date.now();
    const seconds = (digits: number) => ((Date.now() - began) / 1000).toFixed(digits);
    let state = '';
    let told = began;
    const tell = () => {
      if (!state || Date.now() - told < this.toldEveryMs) return;
      told = Date.now();
      output.write(`  ${title} … ${state} (${seconds(0)} s)\n`);
    };
    // Some parts keep this process from looking at its timers, and others tell nothing for minutes.
    const timer = live ? undefined : setInterval(tell, this.toldEveryMs);
    output.write(live ? `  ${title} …` : '');
    try {
      const result = await work((text) => {
        state = text;
        if (live) output.write(`${clear}  ${title} … ${text}`);
        else tell();
      });
      output.write(`${clear}✓ ${title} (${seconds(1)} s)\n`);
      return result;
    } catch (error) {
      output.write(`${clear}✗ ${title}\n`);
      throw error;
    } finally {
      clearInterval(timer);
    }
  }
}
