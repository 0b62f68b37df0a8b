/** Shows on standard output what a start does and how far it is: one line per step. */
export class Steps {
  private readonly live = process.stdout.isTTY;

  /** Runs one step. `work` may tell how far it is; on a terminal that replaces the line, elsewhere it is left out. */
  async run<T>(title: string, work: (progress: (text: string) => void) => Promise<T>): Promise<T> {
    const began = Date.now();
    process.stdout.write(this.live ? `  ${title} …` : '');
    try {
      const result = await work((text) => {
        if (this.live) process.stdout.write(`\r\x1b[K  ${title} … ${text}`);
      });
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      process.stdout.write(`${this.live ? '\r\x1b[K' : ''}✓ ${title} (${seconds} s)\n`);
      return result;
    } catch (error) {
      process.stdout.write(`${this.live ? '\r\x1b[K' : ''}✗ ${title}\n`);
      throw error;
    }
  }
}
