import { fastestOf } from './fastest.js';

type Coverage = Parameters<typeof fastestOf>[0];

const offer = (provider: string, technology: string, maxDownMbit: number | null, more: object = {}) => ({
  provider: { id: provider },
  technology,
  maxDownMbit,
  connectionLevel: null,
  evidence: 'OPERATOR',
  ...more,
});
const told = (fibreStatus: string, ...fixed: object[]) =>
  fastestOf({ fibreStatus, bestTechnology: 'FTTH', maxDownMbit: 1000, fixed } as unknown as Coverage);

const PASSED = offer('glas', 'FTTH', 1000, { connectionLevel: 'PASSED' });

test('fibre that ends before the building is told apart from what works in it today', () => {
  const slow = offer('kupfer', 'FTTC', 100);
  expect(told('PASSED', PASSED, slow)).toEqual({ today: slow, later: PASSED });
  expect(told('PREPARED', PASSED)).toEqual({ today: null, later: PASSED });
  expect(told('CONNECTED', PASSED, slow)).toEqual({
    today: { technology: 'FTTH', maxDownMbit: 1000 },
    later: null,
  });
});

test('what works today is what the best evidence says, and no report by a resident', () => {
  const [claimed, measured] = [offer('kabel', 'HFC', 1000), offer('kabel', 'HFC', 400, { evidence: 'MEASUREMENT' })];
  const reported = offer('funk', 'FIXED_WIRELESS', 500, { evidence: 'RESIDENT_REPORT' });
  expect(told('PASSED', PASSED, claimed, reported, measured).today).toEqual(measured);
});

test('fibre of which no source says how far it has come is neither', () => {
  expect(told('PASSED', offer('andere', 'FTTB', 2000), PASSED)).toEqual({ today: null, later: PASSED });
});
