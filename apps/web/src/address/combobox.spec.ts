import { keyEffect } from './combobox.js';

describe('A key in the address search', () => {
  it('moves through the suggestions and around their ends', () => {
    expect(keyEffect('ArrowDown', true, 3, -1)).toEqual({ active: 0 });
    expect(keyEffect('ArrowDown', true, 3, 2)).toEqual({ active: 0 });
    expect(keyEffect('ArrowUp', true, 3, 0)).toEqual({ active: 2 });
  });

  it('opens a closed list at its beginning or its end', () => {
    expect(keyEffect('ArrowDown', false, 3, -1)).toEqual({ active: 0 });
    expect(keyEffect('ArrowUp', false, 3, -1)).toEqual({ active: 2 });
  });

  it('chooses the marked suggestion, or the best one when none is marked', () => {
    expect(keyEffect('Enter', true, 3, 1)).toEqual({ choose: 1 });
    expect(keyEffect('Enter', true, 3, -1)).toEqual({ choose: 0 });
  });

  it('chooses nothing by itself where the best one is not what was typed, and still what is marked', () => {
    expect(keyEffect('Enter', true, 3, -1, false)).toBeUndefined();
    expect(keyEffect('Enter', true, 3, 0, false)).toEqual({ choose: 0 });
    expect(keyEffect('ArrowDown', true, 3, -1, false)).toEqual({ active: 0 });
  });

  it('closes the list, and is left to the browser otherwise', () => {
    expect(keyEffect('Escape', true, 3, 1)).toEqual({ close: true });
    expect(keyEffect('Escape', false, 3, -1)).toBeUndefined();
    expect(keyEffect('Enter', false, 3, -1)).toBeUndefined();
    expect(keyEffect('ArrowDown', true, 0, -1)).toBeUndefined();
    expect(keyEffect('a', true, 3, 0)).toBeUndefined();
  });
});
