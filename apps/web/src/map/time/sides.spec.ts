import { DEFAULT_CHOICE } from '../choice.js';
import { shareAfter, sidesOf } from './sides.js';

const choice = DEFAULT_CHOICE;
const TODAY = '2026-11-29';

describe('The halves of the map', () => {
  it('are one where nothing is compared', () => {
    expect(sidesOf({ day: '2024-06-30', swipe: null }, choice, TODAY)).toEqual({
      left: { day: '2024-06-30', choice },
      right: null,
    });
  });

  it('are two days, or two colourings of the same day', () => {
    expect(sidesOf({ day: '2024-06-30', swipe: 'today' }, choice, TODAY).right).toEqual({ day: TODAY, choice });
    expect(sidesOf({ day: null, swipe: '2027-12-31' }, choice, TODAY)).toEqual({
      left: { day: TODAY, choice },
      right: { day: '2027-12-31', choice },
    });
    const colours = sidesOf({ day: '2024-06-30', swipe: 'technology' }, { ...choice, colouring: 'technology' }, TODAY);
    expect([colours.left.choice.colouring, colours.right!.choice.colouring, colours.right!.day]).toEqual([
      'technology',
      'status',
      '2024-06-30',
    ]);
  });
});

it('The halves of the map show two mobile networks, or the addresses of two technologies, whatever was switched on', () => {
  const off = { ...choice, groups: [] };
  const networks = sidesOf({ day: null, swipe: 'G4' }, off, TODAY);
  expect([networks.left.choice, networks.right!.choice].map(({ groups, mobile }) => [groups, mobile])).toEqual([
    [['mobile'], 'G5'],
    [['mobile'], 'G4'],
  ]);
  const cables = sidesOf(
    { day: '2024-06-30', swipe: 'HFC' },
    { ...off, filter: { ...choice.filter, technology: 'FTTH' } },
    TODAY,
  );
  expect(
    [cables.left, cables.right!].map((side) => [side.day, side.choice.groups, side.choice.filter.technology]),
  ).toEqual([
    ['2024-06-30', ['fixed'], 'FTTH'],
    ['2024-06-30', ['fixed'], 'HFC'],
  ]);
});

it('The line between the halves goes by five percent with the arrow keys, and no further than the edges', () => {
  expect(['ArrowLeft', 'ArrowRight', 'PageUp', 'Home', 'End'].map((key) => shareAfter(key, 50))).toEqual([
    45, 55, 70, 0, 100,
  ]);
  expect([shareAfter('ArrowLeft', 3), shareAfter('ArrowRight', 98), shareAfter('Tab', 50)]).toEqual([
    0,
    100,
    undefined,
  ]);
});
