-- $1: ids of addresses. What is on offer there, the fastest first.
SELECT f.address_id AS "addressId", f.provider_id AS "providerId", f.technology, f.connection_level AS "connectionLevel",
       f.max_down_mbit AS "maxDownMbit", f.max_up_mbit AS "maxUpMbit", f.valid_from AS "validFrom", f.run_id AS "runId"
FROM coverage.fixed_availability f
WHERE f.address_id = ANY ($1)
ORDER BY f.max_down_mbit DESC NULLS LAST, f.provider_id, f.technology
