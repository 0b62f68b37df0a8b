/** A page in the background paints nothing: it goes on all the same. */
const HIDDEN_MS = 200;

/**
 * Does the work once what is on the page by now has been painted: whoever pressed something sees first that it was pressed.
 * @returns takes it back
 */
export function afterPaint(work: () => void): () => void {
  let timer = setTimeout(work, HIDDEN_MS);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(work);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
