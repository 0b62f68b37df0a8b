/* global document, PerformanceObserver, setTimeout */
// The page as it was sent is painted first; then comes what makes it move. The build fills in its files, the first of which runs.
const program = [];
let started = false;
const start = () => {
  if (started) return;
  started = true;
  for (const href of program)
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'modulepreload', crossOrigin: '', href }),
    );
  import(program[0]);
};
// What somebody presses while the program is on its way is done as soon as it is there: the last of it, as people press again.
let pressed;
const keep = ({ target }) => (pressed = target.closest('button') ?? pressed);
document.addEventListener('click', keep, true);
document.addEventListener(
  'running',
  () => {
    document.removeEventListener('click', keep, true);
    pressed?.click();
  },
  { once: true },
);
if (document.hidden) start();
else {
  new PerformanceObserver(start).observe({ type: 'paint', buffered: true });
  setTimeout(start, 1_000);
}
