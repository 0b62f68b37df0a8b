import { useEffect, useMemo } from 'react';
import { announce } from '../app/announcer.js';

/** A screen reader that speaks of every value would say nothing else. */
export const SPEAK_MS = 60_000;

/**
 * Says at most one text in a time: the first at once, and then the newest that came meanwhile, unless it is what was said last.
 * @param say gets it
 */
export function throttled(say: (text: string) => void, everyMs: number) {
  let said: string | undefined;
  let next: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const speak = () => {
    timer = undefined;
    if (next === undefined || next === said) return;
    said = next;
    next = undefined;
    timer = setTimeout(speak, everyMs);
    say(said);
  };
  return {
    offer(text: string): void {
      next = text;
      if (timer === undefined) speak();
    },
    end(): void {
      clearTimeout(timer);
    },
  };
}

/** Lets a screen reader say a live value now and then; null: there is none, or it is halted. */
export function useSpoken(text: string | null): void {
  const speaker = useMemo(() => throttled(announce, SPEAK_MS), []);
  useEffect(() => {
    if (text !== null) speaker.offer(text);
  }, [speaker, text]);
  useEffect(() => () => speaker.end(), [speaker]);
}
