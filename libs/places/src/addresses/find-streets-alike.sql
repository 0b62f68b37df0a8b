-- $1..$4: up to four words of which a name must resemble one ($2..$4 may be null); $5: all words; $6: every run of them, written as
-- one. The trigram index finds the names under pg_trgm.word_similarity_threshold; street-likeness.ts judges the likeliest streets.
WITH alike AS MATERIALIZED (
  SELECT name_words, similarity($5, name_words) AS likeness
  FROM places.street_name
  WHERE $1 <% name_words OR $2 <% name_words OR $3 <% name_words OR $4 <% name_words
  ORDER BY likeness DESC LIMIT 60
)
SELECT street_key AS "streetKey", street, postcode, place, district_id AS "districtId", district, addresses,
       name_words AS "nameKey", concat_ws(' ', place_words, district_words) AS "placeKey"
FROM alike JOIN places.street_search USING (name_words)
ORDER BY likeness + CASE WHEN replace(place_words, ' ', '') = ANY ($6) THEN 0.3 ELSE 0 END DESC
LIMIT 150
