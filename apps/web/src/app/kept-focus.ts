// What has the focus may go with what it stood for, such as a button for the last rows. The browser would begin at the top of the page;
// here the focus goes to what is nearest: to what can have it in what it stood in, and at last to the answer, whose next card takes it on.
const root = document.getElementById('root')!;

/** What has the focus, and all that it stands in. */
let path: HTMLElement[] = [];

function remember(): void {
  path = [];
  for (let at = document.activeElement; at instanceof HTMLElement && at !== document.body; at = at.parentElement)
    path.push(at);
}

const isLost = () => document.activeElement === document.body;

function giveBack(): void {
  if (!path[0] || path[0].isConnected || !isLost()) return;
  const answer = document.getElementById('answer');
  for (const at of path) {
    if (at === answer?.parentElement) break;
    if (!at.isConnected) continue;
    // Not what only scrolls, which Chromium would take as well.
    const near = at.hasAttribute('tabindex') ? at : at.querySelector<HTMLElement>('[tabindex]');
    near?.focus();
    // It does not have it where it is folded away.
    if (!isLost()) return;
  }
  answer?.focus();
}

remember();
root.addEventListener('focusin', remember);
// Who clicks beside everything wants no focus.
root.addEventListener('pointerdown', () => (path = []));
new MutationObserver(giveBack).observe(root, { childList: true, subtree: true });

export {};
