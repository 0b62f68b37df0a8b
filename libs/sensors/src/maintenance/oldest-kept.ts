/**
 * The beginning of the oldest month (UTC) whose observations are kept: a month goes as a whole, when it ended longer ago.
 * @param months as OBSERVATION_RETENTION_MONTHS; 0 keeps everything: undefined
 */
export function oldestKept(months: number, now: Date): Date | undefined {
  return months ? new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)) : undefined;
}
