-- $1: datastreams; $2, $3: first and last day
SELECT datastream_id::text AS datastream, day, basis, expected, received, gaps, longest_gap_seconds AS "longestGapSeconds", conflicts
FROM sensors.completeness
WHERE datastream_id = ANY ($1::bigint[]) AND day BETWEEN $2::date AND $3::date
ORDER BY datastream_id, day, basis
