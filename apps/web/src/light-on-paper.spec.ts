import { onPaper } from '../light-on-paper.js';

it('What is for a dark screen is for no paper, what is for a light one is, and other conditions stay', () => {
  expect(onPaper('(prefers-color-scheme: dark)')).toBe('screen and (prefers-color-scheme: dark)');
  expect(onPaper('(prefers-color-scheme:light)')).toBe('(prefers-color-scheme:light), print');
  for (const other of ['print', '(max-width: 34rem)', '(forced-colors: active) and (prefers-color-scheme: light)'])
    expect(onPaper(other)).toBe(other);
});
