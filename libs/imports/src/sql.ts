// The SQL of importers: names with a colon stand for what differs from run to run.

/** Puts the meanings in the place of `:staging`, `:run` and `:date`; `::text` is a cast. */
export function fillSql(sql: string, meanings: Record<string, string>): string {
  return sql.replace(/(?<!:):(staging|run|date)\b/g, (whole, name: string) => meanings[name] ?? whole);
}

/** Each statement ends with a semicolon at the end of a line. */
export function statementsOf(sql: string): string[] {
  return sql
    .split(/;[ \t]*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter(Boolean);
}
