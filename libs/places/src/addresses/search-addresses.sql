-- $1..$4: up to four words that the address must resemble ($2..$4 may be null); $5: all words as typed; $6: house number;
-- $7: its suffix; $8: postcode; $9: how many. The trigram index on places.address.search finds the candidates; their number is bounded,
-- because a word such as the city's own name is in every address.
WITH candidate AS MATERIALIZED (
  SELECT a.id, a.search, a.postcode, a.house_number, a.house_number_suffix
  FROM places.address a
  WHERE places.search_form($1) <% a.search
    AND ($2::text IS NULL OR places.search_form($2) <% a.search)
    AND ($3::text IS NULL OR places.search_form($3) <% a.search)
    AND ($4::text IS NULL OR places.search_form($4) <% a.search)
  LIMIT 5000
), likeness AS (
  -- Street and place without the house number, so that the addresses of one street are equally like what was typed; and
  -- "Dolberger Str" like "Dolbergerstr".
  SELECT c.*, replace(places.search_form($5), ' str', 'str') AS typed,
         replace(regexp_replace(c.search, ' [0-9]+[a-z ]* [0-9]{5} ', ' '), ' str', 'str') AS name
  FROM candidate c
)
SELECT id
FROM likeness
ORDER BY round(word_similarity(typed, name)::numeric, 2) DESC,
         (postcode = $8) IS TRUE DESC,
         round(similarity(typed, name)::numeric, 2) DESC,
         (house_number = $6 AND lower(house_number_suffix) = $7) IS TRUE DESC,
         (house_number = $6) IS TRUE DESC,
         name, house_number, house_number_suffix, id
LIMIT $9
