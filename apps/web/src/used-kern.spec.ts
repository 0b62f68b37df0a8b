import { isUsed } from '../used-kern.js';

describe("Of KERN's stylesheet", () => {
  const names = new Set(['kern-btn', 'kern-btn--small', 'kern-icon--']);

  it('the rules of components that the page has stay, in each of their states', () => {
    expect(isUsed('.kern-btn:not(.kern-btn--block):hover', names)).toBe(true);
    expect(isUsed('[data-kern-theme=dark] .kern-btn.kern-btn--small>span', names)).toBe(true);
    expect(isUsed('body', names)).toBe(true);
  });

  it('the rules of others go', () => {
    expect(isUsed('.kern-accordion', names)).toBe(false);
    expect(isUsed('.kern-btn.kern-btn--x-small', names)).toBe(false);
  });

  it('those whose names are made at run time stay', () => {
    expect(isUsed('.kern-icon--home', names)).toBe(true);
  });
});
