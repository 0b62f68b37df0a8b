-- Reports, the newest first: one row each, shaped like the class CoverageReport. $1: public ids; $2: states; $3: district, each null where it
-- does not matter; $4: the number to go on below, or null; $5: how many, or null.
SELECT r.number, r.id, r.address_id AS "addressId", COALESCE(a.label, r.address_label) AS "addressLabel", r.claim,
       r.provider_id AS "providerId", r.technology, r.mobile_technology AS "mobileTechnology",
       r.measured_down_mbit AS "measuredDownMbit", r.measured_up_mbit AS "measuredUpMbit",
       CASE WHEN r.released_at IS NOT NULL THEN r.text END AS text,
       CASE WHEN r.released_at IS NOT NULL THEN r.evidence END AS evidence,
       r.received_at AS "receivedAt", r.state, r.state_since AS "stateSince", r.due_on AS "dueOn",
       COALESCE(r.due_on < (now() AT TIME ZONE 'UTC')::date, false) AS "isOverdue",
       floor(extract(epoch FROM COALESCE(r.closed_at, now()) - r.received_at) / 86400)::integer AS "daysOpen",
       r.closed_at AS "closedAt", r.outcome, false AS "alreadyReported"
FROM coverage.report r
LEFT JOIN places.address a ON a.id = r.address_id
WHERE ($1::text[] IS NULL OR r.id = ANY ($1))
  AND ($2::text[] IS NULL OR r.state = ANY ($2))
  AND ($3::text IS NULL OR a.district_id = $3)
  AND ($4::bigint IS NULL OR r.number < $4)
ORDER BY r.number DESC
LIMIT $5
