-- So many public weather stations at addresses of the city, each with one datastream; as who simulates them wants them.
WITH gateway AS (
  INSERT INTO sensors.gateway (id, name, confirmed) VALUES ('bench', 'Bench', true) RETURNING id
), place AS (
  SELECT geom, row_number() OVER () AS number FROM (SELECT geom FROM places.address ORDER BY md5(id) LIMIT $1::int) AS chosen
), thing AS (
  INSERT INTO sensors.thing (id, gateway_id, name, kind, is_public, geom)
  SELECT 'bench-' || number, gateway.id, 'Messstelle ' || number, 'weather', true, place.geom FROM place, gateway
  RETURNING id
), datastream AS (
  INSERT INTO sensors.datastream (thing_id, property, observation_type) SELECT id, 'temperature', 'Measurement' FROM thing
  RETURNING thing_id
)
SELECT 'bench' AS "gatewayId", thing_id AS "thingId", ARRAY['temperature'] AS properties FROM datastream ORDER BY thing_id
