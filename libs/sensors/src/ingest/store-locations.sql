-- One element per location: $1 gateways, $2 things, $3 longitudes, $4 latitudes. Later ones win; a thing that has sent no reading
-- yet is made.
WITH located AS (
  SELECT DISTINCT ON (thing_id) gateway_id, thing_id, ST_SetSRID(ST_MakePoint(longitude, latitude), 4326) AS geom
  FROM unnest($1::text[], $2::text[], $3::float8[], $4::float8[])
    WITH ORDINALITY AS l (gateway_id, thing_id, longitude, latitude, number)
  ORDER BY thing_id, number DESC
), gateways AS (
  INSERT INTO sensors.gateway (id) SELECT DISTINCT gateway_id FROM located ORDER BY 1 ON CONFLICT DO NOTHING
)
INSERT INTO sensors.thing AS t (id, gateway_id, name, geom_reported)
SELECT thing_id, gateway_id, thing_id, geom FROM located
ON CONFLICT (id) DO UPDATE SET geom_reported = EXCLUDED.geom_reported WHERE t.gateway_id = EXCLUDED.gateway_id
