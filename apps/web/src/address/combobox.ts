/** What a key does in a combobox with `count` suggestions, of which number `active` is marked (-1: none). */
export type KeyEffect = { active: number } | { choose: number } | { close: true };

/**
 * Follows the ARIA Authoring Practices for an editable combobox with list autocomplete.
 * @param sure whether the first suggestion may be meant by who marks none
 * @returns undefined: the key is the browser's
 */
export function keyEffect(
  key: string,
  open: boolean,
  count: number,
  active: number,
  sure = true,
): KeyEffect | undefined {
  if (key === 'Escape') return open ? { close: true } : undefined;
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return { active: open ? (active + 1) % count : 0 };
  if (key === 'ArrowUp') return { active: open && active > 0 ? active - 1 : count - 1 };
  // Enter without a marked suggestion takes the first one: it is the best match.
  if (key === 'Enter' && open && (sure || active >= 0)) return { choose: Math.max(active, 0) };
  return undefined;
}
