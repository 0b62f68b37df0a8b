-- The places of a band, each with how many of its rows a filter lets through. Not to know is not to be let through; but a place has
-- no share where not one row says all that is asked for.
SELECT :columns, counted.addresses AS :all, counted.matching, place.geom_3857,
       CASE WHEN counted.known > 0 THEN round(100.0 * counted.matching / counted.addresses, 1) END AS matching_share
FROM (
  SELECT place_id, count(*)::int AS addresses, count(*) FILTER (WHERE matches OR known) AS known,
    (count(*) FILTER (WHERE matches))::int AS matching
  FROM (SELECT place_id, :condition AS matches, num_nulls(:asked) = 0 AS known FROM :rows(:box)) one_row
  GROUP BY place_id
) counted
JOIN :places place ON place.id = counted.place_id
