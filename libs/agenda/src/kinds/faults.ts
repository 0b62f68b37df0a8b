// What is wrong with a content, or with a file of contents, and how to mend it, in both languages.
import { joined, phrases, verbatim, type Text } from '@stadtlage/imports';
import type { z } from 'zod';
import { isOwn, sentenceOf } from './messages.js';

const say = phrases({
  'Please fill this in.': 'Bitte ausfüllen.',
  'Please write a number without separators of thousands, such as 1234.5.':
    'Bitte eine Zahl ohne Tausenderpunkt schreiben, zum Beispiel 1234,5.',
  'Please write yes or no.': 'Bitte ja oder nein schreiben.',
  'Please write a text.': 'Bitte einen Text schreiben.',
  'Here belongs a list, in square brackets.': 'Hierher gehört eine Liste, in eckigen Klammern.',
  'Here belong properties, in braces.': 'Hierher gehören Angaben, in geschweiften Klammern.',
  'Please take one of these: {words}.': 'Bitte eines davon nehmen: {words}.',
  'Please write at least {number}.': 'Bitte mindestens {number}.',
  'Please write at most {number}.': 'Bitte höchstens {number}.',
  'Please write at most {number} characters.': 'Bitte höchstens {number} Zeichen.',
  'Please leave at most {number} rows.': 'Bitte höchstens {number} Zeilen.',
  'There is no {names} here. Please take it out, or look for a slip of the pen.':
    '{names} gibt es hier nicht. Bitte herausnehmen oder nach einem Schreibfehler sehen.',
});

const TYPES: Record<string, Text> = {
  number: say('Please write a number without separators of thousands, such as 1234.5.'),
  int: say('Please write a number without separators of thousands, such as 1234.5.'),
  boolean: say('Please write yes or no.'),
  string: say('Please write a text.'),
  array: say('Here belongs a list, in square brackets.'),
  object: say('Here belong properties, in braces.'),
};

/** @param issue with what stands there (`reportInput`), so that what is missing is told from what is wrong */
export function faultOf(issue: z.core.$ZodIssue): Text {
  const ownWords = { en: sentenceOf(issue.message, 'en'), de: sentenceOf(issue.message, 'de') };
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input !== undefined) return TYPES[issue.expected] ?? ownWords;
      return isOwn(issue.message) ? ownWords : say('Please fill this in.');
    case 'invalid_value':
      return issue.input === undefined
        ? say('Please fill this in.')
        : say('Please take one of these: {words}.', { words: joined(issue.values.map(String).map(verbatim), ', ') });
    case 'too_small':
      if (issue.origin === 'string') return say('Please fill this in.');
      return issue.origin === 'number' || issue.origin === 'int'
        ? say('Please write at least {number}.', { number: Number(issue.minimum) })
        : ownWords;
    case 'too_big': {
      const number = Number(issue.maximum);
      if (issue.origin === 'string') return say('Please write at most {number} characters.', { number });
      if (issue.origin === 'array') return say('Please leave at most {number} rows.', { number });
      return say('Please write at most {number}.', { number });
    }
    case 'unrecognized_keys':
      return say('There is no {names} here. Please take it out, or look for a slip of the pen.', {
        names: issue.keys.join(', '),
      });
    case 'custom':
      return (issue.params as { text?: Text } | undefined)?.text ?? ownWords;
    default:
      return ownWords;
  }
}
