import { fieldOf } from '../../fields.js';
import { fieldsHtml } from './form.js';

const reference = { type: 'string', refersTo: 'sensor', en: 'Sensor' };
const ROWS = 30;

function formWith(sensors: number): string {
  const field = fieldOf({
    properties: { rows: { type: 'array', en: 'Rows', items: { properties: { sensor: reference } } } },
  });
  if (field.type !== 'group') throw new Error('A record is a group of fields.');
  const choices = new Map([
    ['sensor', Array.from({ length: sensors }, (_, i) => ({ id: `sensor-${i}`, name: `Number ${i}` }))],
  ]);
  const typed = { rows: Array.from({ length: ROWS }, (_, i) => ({ sensor: `sensor-${i}` })) };
  return fieldsHtml(field, { language: 'en', typed, mistakes: new Map(), choices }).text;
}
const countOf = (form: string, text: string) => form.split(text).length - 1;

test('a short list of what a field may refer to is a list to choose from in each row', () => {
  const form = formWith(3);
  expect([countOf(form, '<select'), countOf(form, '<datalist')]).toEqual([ROWS, 0]);
});

test('a long list of what a field may refer to is in a form once, however many rows offer it', () => {
  const form = formWith(500);
  expect([countOf(form, '<datalist id="choices-sensor">'), countOf(form, 'Number 499<')]).toEqual([1, 1]);
  expect([countOf(form, 'list="choices-sensor"'), countOf(form, '<select')]).toEqual([ROWS, 0]);
});
