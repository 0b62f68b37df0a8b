-- $1: public ids. One row each, shaped like the class CoverageReport.
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
WHERE r.id = ANY ($1)
