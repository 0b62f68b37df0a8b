-- One element per datastream that is wanted: $1 gateways, $2 things.
WITH wanted AS (
  SELECT * FROM unnest($1::text[], $2::text[]) AS w (gateway_id, thing_id) WHERE thing_id IS NOT NULL
), gateways AS (
  INSERT INTO sensors.gateway (id) SELECT DISTINCT gateway_id FROM wanted ORDER BY 1 ON CONFLICT DO NOTHING
)
INSERT INTO sensors.thing (id, gateway_id, name)
SELECT DISTINCT ON (thing_id) thing_id, gateway_id, thing_id FROM wanted ORDER BY thing_id
ON CONFLICT DO NOTHING
