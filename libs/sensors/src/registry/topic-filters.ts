// What two MQTT topic filters have to do with each other: MQTT 5, section 4.7.
import { UserError } from '@stadtlage/database';

/** Some topic fits both. */
export function overlap(a: string, b: string): boolean {
  const ours = a.split('/');
  const theirs = b.split('/');
  for (let i = 0; ; i++) {
    // `a/#` stands for `a`, too.
    if (ours[i] === '#' || theirs[i] === '#') return true;
    if (ours[i] === undefined || theirs[i] === undefined) return ours[i] === theirs[i];
    if (ours[i] !== theirs[i] && ours[i] !== '+' && theirs[i] !== '+') return false;
  }
}

/** Every topic of `narrow`, a filter or a topic, fits `wide`. */
export function covers(wide: string, narrow: string): boolean {
  const wider = wide.split('/');
  const levels = narrow.split('/');
  for (let i = 0; ; i++) {
    if (wider[i] === '#') return true;
    if (wider[i] === undefined || levels[i] === undefined) return wider[i] === levels[i];
    if (levels[i] === '#' || (wider[i] !== '+' && wider[i] !== levels[i])) return false;
  }
}

/** @throws UserError when a gateway cannot be given this filter */
export function checkFilter(filter: string): void {
  const fail = (why: string) => {
    throw new UserError(`The topic filter ${JSON.stringify(filter)} cannot be used: ${why}.`);
  };
  if (!filter || filter.length > 1_000 || /\p{C}/u.test(filter) || filter !== filter.trim()) {
    fail('write 1 to 1000 printable characters, without spaces around them');
  }
  const levels = filter.split('/');
  const wellFormed = levels.every(
    (level, i) => !/[+#]/.test(level) || level === '+' || (level === '#' && i === levels.length - 1),
  );
  if (!wellFormed) fail('+ must be a level of its own, and # the last one');
  if (filter.startsWith('$')) fail('topics that begin with $ belong to the broker');
  if (overlap(filter, 'gateways/#')) {
    fail('it would reach into gateways/, where each gateway has its own part anyway');
  }
}

/**
 * The commands that Sparkplug has for the nodes behind a filter. A node that may not read them can never be asked for its
 * births: https://sparkplug.eclipse.org/specification/version/3.0/documents/sparkplug-specification-3.0.0.pdf, 6.4.18
 */
export function commandsTo(filter: string): string[] {
  const [namespace, group = '#', ...rest] = filter.split('/');
  if (namespace !== 'spBv1.0') return [];
  const node = group === '#' || rest[0] === '#' ? '#' : (rest[1] ?? '#');
  return ['NCMD', 'DCMD'].map(
    (type) => `${namespace}/${group === '#' ? '+' : group}/${type}/${node === '#' ? '#' : `${node}/#`}`,
  );
}
