// What a report adds to the statements about an address: the resident's own, which is shown and never counted, and the city's.
import type { Transaction } from '@stadtlage/database';

const SOURCES = {
  resident_report: 'Meldungen aus der Bevölkerung / reports by residents',
  city: 'Feststellungen der Stadt nach Meldungen / findings of the city after reports',
};
/** The claims that say what can be had. That something cannot is no statement: coverage.contradictions_as_of() sets the report against it. */
const STATING = ['slower_than_stated', 'available_not_listed'];
type Evidence = keyof typeof SOURCES;

/** The run that the rows of all reports point to; there is one per kind of evidence. */
export async function runOf(tx: Transaction, evidence: Evidence): Promise<number> {
  const find = () =>
    tx.query<{ id: number }>("SELECT id FROM imports.run WHERE origin = 'report' AND source = $1 ORDER BY id LIMIT 1", [
      SOURCES[evidence],
    ]);
  const [found] = await find();
  if (found) return found.id;
  // Two first reports at once make one run.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('coverage.report'))`);
  const [other] = await find();
  if (other) return other.id;
  const [made] = await tx.query<{ id: number }>(
    `INSERT INTO imports.run (dataset, origin, source, started_by, finished_at, state)
     VALUES ('coverage-reports', 'report', $1, 'residents', now(), 'imported') RETURNING id`,
    [SOURCES[evidence]],
  );
  return made!.id;
}

/**
 * States what a report says of a fixed connection, where it says enough: a provider and a technology that can be had. The resident's
 * statement holds since the day of the report, the city's since today.
 * @returns whether there is a statement now
 */
export async function state(tx: Transaction, report: number, evidence: Evidence): Promise<boolean> {
  const run = await runOf(tx, evidence);
  const day = `CASE $3::text WHEN 'city' THEN now() ELSE r.received_at END AT TIME ZONE 'UTC'`;
  // Two of one day are one offer: the later one holds.
  await tx.query(
    `UPDATE coverage.fixed_availability f SET superseded_at = now(), superseded_by = $2
     FROM coverage.report r
     WHERE r.number = $1 AND r.claim = ANY ($4) AND f.address_id = r.address_id AND f.provider_id = r.provider_id AND f.technology = r.technology
       AND f.use = 'any' AND f.evidence = $3 AND f.valid_from = (${day})::date AND f.superseded_at IS NULL`,
    [report, run, evidence, STATING],
  );
  const stated = await tx.query(
    `INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, max_down_mbit, max_up_mbit, valid_from,
       definition, evidence, run_id, recorded_by, report)
     SELECT r.address_id, r.provider_id, r.technology, r.measured_down_mbit, r.measured_up_mbit, (${day})::date,
       CASE $3::text WHEN 'city' THEN 'city' ELSE 'unstated' END, $3, $2, $2, r.number
     FROM coverage.report r JOIN places.address a ON a.id = r.address_id
     WHERE r.number = $1 AND r.claim = ANY ($4) AND r.provider_id IS NOT NULL
       AND r.technology IS NOT NULL
     RETURNING id`,
    [report, run, evidence, STATING],
  );
  if (stated.length) await sourceOf(tx, run);
  return stated.length > 0;
}

/**
 * Ends what the resident has stated: the report is closed, and contradicts nobody from this day on.
 * @param day YYYY-MM-DD; null: it never held, because the report was an abuse
 */
export async function endStatement(tx: Transaction, report: number, day: string | null): Promise<void> {
  const run = await runOf(tx, 'resident_report');
  await tx.query(
    `WITH ended AS (
       UPDATE coverage.fixed_availability SET superseded_at = now(), superseded_by = $2
       WHERE report = $1 AND evidence = 'resident_report' AND superseded_at IS NULL RETURNING *)
     INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, max_down_mbit, max_up_mbit, valid_from, valid_to,
       definition, evidence, run_id, recorded_by, report)
     SELECT address_id, provider_id, technology, max_down_mbit, max_up_mbit, valid_from, $3::date, definition, evidence, run_id, $2, report
     FROM ended WHERE valid_from < $3::date`,
    [report, run, day],
  );
}

/** What changes with each step of a report: the reports themselves, the statements they make, and whom they contradict. */
export async function touchReports(tx: Transaction): Promise<void> {
  await tx.query(
    `SELECT datasets.touch(shown) FROM unnest(ARRAY['availability-contradictions', 'coverage-reports', 'fixed-availability', 'fixed-availability-history']) shown`,
  );
}

/** The dataset has one more source, but its last import stays the one that it was. */
async function sourceOf(tx: Transaction, run: number): Promise<void> {
  await tx.query(
    `INSERT INTO datasets.source (dataset, run_id) VALUES ('fixed-availability', $1) ON CONFLICT DO NOTHING`,
    [run],
  );
}
