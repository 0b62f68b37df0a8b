import type { LocalizedText } from '@stadtlage/datasets';
import { both, cameOrWent, changed, type Difference } from './difference.js';
import type { Report } from './report.js';

type Content = Pick<Report, 'fields'>;

const conceptOf = ({ fields }: Content) => fields.find(({ concept }) => concept)?.concept;

/** What is recorded otherwise of the digital concept for the new town hall. */
export function conceptDifferences(before: Content, now: Content): Difference[] {
  const [old, present = []] = [conceptOf(before), conceptOf(now)];
  if (!old) return [];
  const titles = new Map<string, LocalizedText>([...old, ...present].map(({ id, title }) => [id, title]));
  return [
    ...cameOrWent('conceptItem', old, present),
    ...both(old, present).flatMap(([was, is]) => [
      ...changed('conceptWording', is.title, was.title, is.title),
      ...changed('conceptText', is.title, was.text ?? null, is.text ?? null),
      ...changed('office', is.title, was.office ?? null, is.office ?? null),
      ...changed('conceptState', is.title, was.state, is.state),
      ...changed('conceptDue', is.title, was.due ?? null, is.due ?? null),
      ...changed('conceptDone', is.title, was.done ?? null, is.done ?? null),
      ...changed('conceptPaper', is.title, was.paper ?? null, is.paper ?? null),
      ...[...new Set([...was.dependsOn, ...is.dependsOn])].flatMap((id) => {
        const title = titles.get(id) ?? { de: id, en: id };
        const [from, to] = [was, is].map(({ dependsOn }) => (dependsOn.includes(id) ? title : null));
        return changed('dependsOn', is.title, from!, to!);
      }),
    ]),
  ];
}
