import type { Dictionary } from '../i18n/de.js';
import type { Format } from '../i18n/format.js';

interface Coming {
  status: string;
  promisedFrom: string | null;
  promisedTo: string | null;
  project: { provider: { name: string } } | null;
}

/** Who builds, and when; who has only announced it builds nothing yet. */
export function comingText(phase: Coming, t: Dictionary, format: Format): string {
  const { project, status, promisedFrom, promisedTo } = phase;
  const window = promiseText(phase, t, format);
  if (project && status === 'ANNOUNCED')
    return t.project.announced(project.provider.name, (promisedFrom ?? promisedTo) && window);
  return `${project ? `${t.project.builder}: ${project.provider.name}. ` : ''}${t.project.promised}: ${window}.`;
}

/** A promised window in words: `März 2026 bis Juni 2026`, `ab ...`, `bis ...`. */
export function promiseText(
  window: { promisedFrom: string | null; promisedTo: string | null },
  t: Dictionary,
  format: Format,
): string {
  const { promisedFrom: from, promisedTo: to } = window;
  if (from && to)
    return format.month(from) === format.month(to)
      ? format.month(from)
      : t.project.between(format.month(from), format.month(to));
  if (from) return t.project.from(format.month(from));
  if (to) return t.project.until(format.month(to));
  return t.project.noPromise;
}
