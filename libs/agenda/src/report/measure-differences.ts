import type { LocalizedText } from '@stadtlage/datasets';
import { changed, moved, partOf, responsibleDifferences, type Difference, type Named } from './difference.js';
import { untoldFunding, type Amounts } from './funding.js';
import type { ReportedApplication, ReportedMeasure } from './report.js';

/** A measure and the goal for which it is done. */
export type PlacedMeasure = ReportedMeasure & { of: Named };

/** @param titles of all measures, by their ids */
export function measureDifferences(
  old: PlacedMeasure,
  present: PlacedMeasure,
  titles: ReadonlyMap<string, LocalizedText>,
): Difference[] {
  const { title } = present;
  return [
    ...moved('ofGoal', title, old.of, present.of),
    ...changed('measureWording', title, old.title, title),
    ...changed('measureText', title, old.text ?? null, present.text ?? null),
    ...changed('decision', title, old.decision ?? null, present.decision ?? null),
    ...changed('state', title, old.state, present.state),
    ...responsibleDifferences({ ...old, office: old.office ?? null }, present),
    ...changed('starts', title, old.starts ?? null, present.starts ?? null),
    ...changed('ends', title, old.ends ?? null, present.ends ?? null),
    ...dependencyDifferences(old, present, titles),
    ...riskDifferences(old, present),
    ...milestoneDifferences(old, present),
    ...fundingDifferences(old, present),
    ...applicationDifferences(old.applications, present.applications, (about) => partOf(present, about)),
  ];
}

function dependencyDifferences(
  old: ReportedMeasure,
  present: ReportedMeasure,
  titles: ReadonlyMap<string, LocalizedText>,
): Difference[] {
  return [...new Set([...old.dependsOn, ...present.dependsOn])].flatMap((id) => {
    const [from, to] = [old, present].map(({ dependsOn }) =>
      dependsOn.includes(id) ? (titles.get(id) ?? { de: id, en: id }) : null,
    );
    return changed('dependsOn', present.title, from!, to!);
  });
}

/** A risk is the same where its words are. */
function riskDifferences(old: ReportedMeasure, present: ReportedMeasure): Difference[] {
  const texts = new Map([...old.risks, ...present.risks].map(({ text }) => [text.de, text]));
  return [...texts.values()].flatMap((text) => {
    const [was, is] = [old, present].map(({ risks }) => risks.find((risk) => risk.text.de === text.de));
    return changed('risk', partOf(present, text), was?.level ?? null, is?.level ?? null);
  });
}

function milestoneDifferences(old: ReportedMeasure, present: ReportedMeasure): Difference[] {
  const ids = new Set([...old.milestones, ...present.milestones].map(({ id }) => id));
  return [...ids].flatMap((of) => {
    const [was, is] = [old, present].map(({ milestones }) => milestones.find(({ id }) => id === of));
    const title = partOf(present, (is ?? was)!.title);
    return [
      ...(was && is ? changed('milestoneTitle', title, was.title, is.title) : []),
      ...changed('due', title, was?.due ?? null, is?.due ?? null),
      ...changed('done', title, was?.done ?? null, is?.done ?? null),
    ];
  });
}

type Funded = Amounts & { state: string };

function fundedDifferences(
  state: 'fundingState' | 'applicationState',
  title: LocalizedText,
  was: Funded | undefined,
  is: Funded | undefined,
): Difference[] {
  return [
    ...changed(state, title, was?.state ?? null, is?.state ?? null),
    ...(['applied', 'granted', 'drawn'] as const).flatMap((amount) =>
      changed(amount, title, was?.[amount] ?? null, is?.[amount] ?? null),
    ),
  ];
}

/** Funding is the same where its programme is, the first with the first where one is named several times. */
function fundingDifferences(old: ReportedMeasure, present: ReportedMeasure): Difference[] {
  // A report that did not have applications told what is noted of them with the measure.
  const [before, now] = old.applications
    ? [untoldFunding(old), untoldFunding(present)]
    : [old.funding, present.funding];
  return [...new Set([...before, ...now].map(({ programme }) => programme))].flatMap((programme) => {
    const [was, is] = [before, now].map((all) => all.filter((one) => one.programme === programme)) as [
      typeof now,
      typeof now,
    ];
    // Told as an application from now on.
    if (!is.length && present.funding.some((one) => one.programme === programme)) return [];
    const title = partOf(present, { de: programme, en: programme });
    return Array.from({ length: Math.max(was.length, is.length) }, (_, at) =>
      fundedDifferences('fundingState', title, was[at], is[at]),
    ).flat();
  });
}

/** Where the report before did not have them, nobody can tell what has changed. */
export function applicationDifferences(
  before: ReportedApplication[] | undefined,
  now: ReportedApplication[] = [],
  titleOf: (about: LocalizedText) => LocalizedText = (about) => about,
): Difference[] {
  if (!before) return [];
  return [...new Set([...before, ...now].map(({ id }) => id))].flatMap((of) => {
    const [was, is] = [before, now].map((all) => all.find(({ id }) => id === of));
    const { title, programme } = (is ?? was)!;
    const about = { de: `${title.de} (${programme.de})`, en: `${title.en} (${programme.en})` };
    return fundedDifferences('applicationState', titleOf(about), was, is);
  });
}
