-- $1: every run of typed words, written as one; $2: those of them that may be half-typed; $3: all words as one, or null;
-- $4: postcode, or null; $5: the postcode where it is all that was typed, else null. Only lookups in ordered indexes; a street may come twice.
WITH found AS (
  (SELECT * FROM places.street_search WHERE name = ANY ($1) ORDER BY postcode IS NOT DISTINCT FROM $4 DESC, addresses DESC LIMIT 300)
  UNION ALL
  SELECT started.* FROM unnest($2::text[]) AS run, LATERAL (
    SELECT * FROM places.street_search WHERE name ~>=~ run AND name ~<~ (run || '{') ORDER BY name USING ~<~ LIMIT 150) started
  UNION ALL
  (SELECT * FROM places.street_search
   WHERE replace(place_words, ' ', '') ~>=~ $3::text AND replace(place_words, ' ', '') ~<~ ($3::text || '{') LIMIT 150)
  UNION ALL
  (SELECT * FROM places.street_search
   WHERE replace(district_words, ' ', '') ~>=~ $3::text AND replace(district_words, ' ', '') ~<~ ($3::text || '{') LIMIT 150)
  UNION ALL
  (SELECT * FROM places.street_search WHERE postcode = $5 ORDER BY street LIMIT 150)
)
SELECT street_key AS "streetKey", street, postcode, place, district_id AS "districtId", district, addresses,
       name_words AS "nameKey", concat_ws(' ', place_words, district_words) AS "placeKey"
FROM found
