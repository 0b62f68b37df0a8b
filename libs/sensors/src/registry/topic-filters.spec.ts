import { UserError } from '@stadtlage/database';
import { checkFilter, commandsTo, covers, overlap } from './topic-filters.js';

test.each([
  ['a/b', 'a/b'],
  ['a/+', '+/b'],
  ['a/#', 'a'],
  ['a/#', 'a/b/c'],
  ['#', 'a/+/c'],
  ['v3/+/devices/+/up', 'v3/city@ttn/#'],
])('%s and %s overlap, whichever is named first', (a, b) => {
  expect(overlap(a, b)).toBe(true);
  expect(overlap(b, a)).toBe(true);
});

test.each([
  ['a/b', 'a/c'],
  ['a/+', 'a'],
  ['a/+/c', 'a/b'],
  ['v3/city@ttn/devices/+/up', 'v3/other@ttn/#'],
])('%s and %s have no topic in common', (a, b) => {
  expect(overlap(a, b)).toBe(false);
  expect(overlap(b, a)).toBe(false);
});

test.each([
  ['a/#', 'a'],
  ['a/#', 'a/+/c'],
  ['a/+', 'a/+'],
  ['a/+', 'a/b'],
])('%s covers %s', (wide, narrow) => expect(covers(wide, narrow)).toBe(true));

test.each([
  ['a/+', 'a/#'],
  ['a/+', 'a/b/c'],
  ['a/b', 'a/+'],
  ['a/b', 'a'],
])('%s does not cover %s', (wide, narrow) => expect(covers(wide, narrow)).toBe(false));

test.each(['v3/city@ttn/devices/+/up', 'spBv1.0/hall 3/#', 'tele/+/SENSOR'])('a gateway can be given %s', (filter) => {
  expect(() => checkFilter(filter)).not.toThrow();
});

test.each([
  ['', 'write 1 to 1000 printable characters'],
  [' a', 'write 1 to 1000 printable characters'],
  ['a\nuser b', 'write 1 to 1000 printable characters'],
  ['a/b+', '+ must be a level of its own'],
  ['a/#/b', '# the last one'],
  ['$SYS/#', 'topics that begin with $ belong to the broker'],
  ['gateways/other/#', 'it would reach into gateways/'],
  ['#', 'it would reach into gateways/'],
  ['+/telemetry', 'it would reach into gateways/'],
])('a gateway cannot be given the filter %j', (filter, why) => {
  expect(() => checkFilter(filter)).toThrow(UserError);
  expect(() => checkFilter(filter)).toThrow(why);
});

test.each([
  ['spBv1.0/plant/+/node7/#', 'spBv1.0/plant/NCMD/node7/#'],
  ['spBv1.0/plant/NDATA/node7', 'spBv1.0/plant/NCMD/node7/#'],
  ['spBv1.0/plant/#', 'spBv1.0/plant/NCMD/#'],
  ['spBv1.0/plant/+/#', 'spBv1.0/plant/NCMD/#'],
  ['spBv1.0/#', 'spBv1.0/+/NCMD/#'],
])('the commands to the Sparkplug nodes of %s come on %s', (filter, commands) => {
  expect(commandsTo(filter)).toEqual([commands, commands.replace('NCMD', 'DCMD')]);
});

test('only Sparkplug has commands', () => {
  expect(commandsTo('v3/city@ttn/devices/+/up')).toEqual([]);
});
