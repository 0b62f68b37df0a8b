import { publicDetail } from './detail.js';
import { createRouter } from '../codecs/route.js';
import { Mapping } from '../mapping/mapping.js';
import { decode } from './decode.js';

const MARK = '§';
const topic = 'gateways/g/sensors/s/observations';
const long = MARK.repeat(300);
const escaped = `"${MARK}`.repeat(150);

function detailOf(payload: string): string {
  const bytes = Buffer.from(payload);
  const message = { topic, payload: bytes, payloadBytes: bytes.length, receivedAt: new Date('2026-03-01Z') };
  const context = { timeZone: 'Europe/Berlin', modelOf: () => undefined, memory: new Map(), session: new Map() };
  const decoded = decode(message, { route: createRouter(), context, mapping: new Mapping() });
  return publicDetail(decoded.rejection!.detail, bytes);
}

describe('the public detail of a rejection', () => {
  test.each([
    ['a time', JSON.stringify({ ts: long, values: { a: 1 } })],
    ['a time of quotes', JSON.stringify({ ts: escaped, values: { a: 1 } })],
    ['a time that is an object', JSON.stringify({ ts: { [long]: long }, values: { a: 1 } })],
    ['a name', JSON.stringify({ values: { [long]: 1 } })],
    ['a name written with escapes', `{"values": {"${'\\u00a7'.repeat(300)}": 1}}`],
    ['a name and its value', JSON.stringify({ values: { [long]: long } })],
    ['a name of quotes', JSON.stringify({ values: { [escaped]: long } })],
    ['a text that is no JSON', long],
  ])('repeats at most 100 characters of a payload: %s', (_, payload) => {
    const detail = detailOf(payload);
    expect(detail.length).toBeGreaterThan(20);
    expect([...detail].filter((character) => `${MARK}"\\`.includes(character)).length).toBeLessThanOrEqual(100);
  });

  test('is whole where it shows short values', () => {
    expect(detailOf('{"ts": "tomorrow", "values": {"a": 1}}')).toMatch(/^The time "tomorrow" .+ since 1970\.$/);
  });

  test('shows NUL as U+FFFD', () => {
    expect(publicDetail('a\0b', Buffer.alloc(0))).toBe('a\uFFFDb');
  });
});
