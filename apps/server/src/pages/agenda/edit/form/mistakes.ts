// What is wrong with what was typed, in the words of who reads it: what a form shows anyway, it need not say.
import { faultOf } from '@stadtlage/agenda';
import type { z } from 'zod';
import type { Language } from '../../../frame/language.js';
import { EDIT_WORDS } from '../words.js';
import { titleOf, type Field } from '../../fields.js';

export interface Mistake {
  /** Of the field; empty where it is about none. */
  path: string;
  label: string;
  message: string;
}

export const mistakesIn = (issues: readonly z.core.$ZodIssue[], field: Field, language: Language): Mistake[] =>
  issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    label: labelOf(field, issue.path, language),
    message: messageOf(issue, language),
  }));

/** "Milestones 2, Due" */
function labelOf(field: Field, path: readonly PropertyKey[], language: Language): string {
  const labels: string[] = [];
  let at: Field | undefined = field;
  for (const step of path) {
    if (at?.type === 'group') {
      at = at.parts.find(({ name }) => name === step)?.field;
      labels.push(at ? titleOf(String(step), at, language) : String(step));
    } else if (at?.type === 'list') {
      at = at.of;
      labels.push(`${labels.pop() ?? ''} ${Number(step) + 1}`);
    }
  }
  return labels.join(', ');
}

function messageOf(issue: z.core.$ZodIssue, language: Language): string {
  const words = EDIT_WORDS[language].wrong;
  // What can be chosen, and how a day is written, the form shows by itself.
  if (issue.code === 'invalid_value') return words.choice;
  if (issue.code === 'invalid_format' && issue.format === 'date') return words.day;
  if (issue.code === 'invalid_format' && issue.format === 'url') return words.url;
  return faultOf(issue)[language];
}
