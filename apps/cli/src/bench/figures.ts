/** The time that so many percent of these do not exceed, in milliseconds to a tenth; 0 of none. */
export function percentile(times: number[], percent: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Number((sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0).toFixed(1));
}

export const spread = (times: number[]) =>
  `p50 ${percentile(times, 50)} ms, p95 ${percentile(times, 95)} ms, longest ${percentile(times, 100)} ms`;
