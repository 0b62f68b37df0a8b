import type { Progress } from '@stadtlage/imports';
import { Presets, SingleBar } from 'cli-progress';

export interface ProgressView {
  show(progress: Progress): void;
  stop(): void;
}

/** A bar on a terminal; elsewhere, such as in a log, one line per phase. */
export function progressView(title: string, stream: NodeJS.WriteStream): ProgressView {
  return stream.isTTY ? bar(title, stream) : lines(title, stream);
}

function bar(title: string, stream: NodeJS.WriteStream): ProgressView {
  const view = new SingleBar(
    {
      format: `${title} {bar} {percentage} % | {rows} rows | {phase}`,
      stream,
      hideCursor: true,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  );
  view.start(1, 0, { rows: '0', phase: 'reading' });
  return {
    show({ phase, bytesRead, bytes, rows }) {
      view.setTotal(Math.max(bytes, 1));
      view.update(bytesRead, { rows: rows.toLocaleString('en'), phase });
    },
    stop: () => view.stop(),
  };
}

function lines(title: string, stream: NodeJS.WriteStream): ProgressView {
  let last: string | undefined;
  return {
    show({ phase, rows }) {
      if (phase === last) return;
      last = phase;
      stream.write(`${title}: ${phase}${rows ? `, ${rows.toLocaleString('en')} rows` : ''}\n`);
    },
    stop: () => {},
  };
}
