-- In place of coverage.address_status: what held on the day $16, of the addresses that the list may have and of what else lies in the box
-- around them. Of the providers there is only the one that is asked for, $13: the map knows them as one text.
(SELECT d.id AS address_id, d.fibre_status, d.best_technology, d.max_down_mbit,
        CASE WHEN position(', ' || $13::text || ', ' IN ', ' || d.providers || ', ') > 0 THEN ARRAY[$13::text] END AS providers
 FROM open.address_coverage_on($16::date, current_date, (
   SELECT ST_SetSRID(ST_Extent(b.geom_3857)::geometry, 3857) FROM places.address b
   WHERE ($1::float8 IS NULL OR b.geom && ST_MakeEnvelope($1, $2, $3, $4, 4326))
     AND ($5::text IS NULL OR b.district_id = $5)
     AND ($15::bpchar IS NULL OR b.street_key = $15))) d)
