-- $1..$4: street keys, postcodes, places and districts of streets, best first; $5: how well each fits, equal ones equally well;
-- $6: of each, whether the typed number is a house number; $7: that number, or null; $8: the last of a range, or null; $9: suffixes
-- that are the typed one; $10: how many; $11: whether only addresses with that very number are wanted. The number itself leads, then its suffixes, numbers that begin with it, and the nearest.
WITH street AS (
  SELECT * FROM unnest($1::bpchar[], $2::bpchar[], $3::text[], $4::text[], $5::int[], $6::bool[])
    WITH ORDINALITY AS s (key, postcode, place, district_id, cost, numbered, n)
)
SELECT a.id
FROM street s, LATERAL (
  SELECT a.id, a.house_number, a.house_number_suffix, m.rank, abs(a.house_number - m.number) AS distance
  FROM places.address a, LATERAL (
    SELECT number, CASE
      WHEN a.house_number = number AND suffix = ANY ($9) THEN 0
      WHEN a.house_number = number THEN 1
      WHEN a.house_number BETWEEN number AND $8 THEN 2
      WHEN starts_with(a.house_number::text, number::text) THEN 3
      ELSE 4 END AS rank
    FROM (SELECT CASE WHEN s.numbered THEN $7::int END AS number,
                 replace(translate(lower(a.house_number_suffix), ' .', ''), '½', '1/2') AS suffix) typed
  ) m
  WHERE a.street_key = s.key AND a.postcode IS NOT DISTINCT FROM s.postcode AND a.place IS NOT DISTINCT FROM s.place
    AND a.district_id IS NOT DISTINCT FROM s.district_id AND (NOT $11::bool OR a.house_number = $7)
  ORDER BY m.rank, distance, a.house_number, a.house_number_suffix, a.id
  LIMIT $10
) a
ORDER BY s.cost, a.rank, CASE WHEN a.rank < 4 THEN NULL ELSE a.distance END NULLS FIRST, s.n, a.house_number, a.house_number_suffix, a.id
LIMIT $10
