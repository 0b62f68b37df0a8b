-- $1: ids of networks. How much each holds. A span is as long as its source says its fibre is, else as its line is drawn.
SELECT n.id,
       (SELECT count(*) FROM rollout.node o WHERE o.network_id = n.id) AS "nodeCount",
       s.spans AS "spanCount", COALESCE(s.kilometres, 0) AS "lengthKm"
FROM rollout.network n
CROSS JOIN LATERAL (
  SELECT count(*) AS spans, round((sum(COALESCE(fibre_length_m, ST_Length(geom::geography)::numeric)) / 1000)::numeric, 3) AS kilometres
  FROM rollout.span WHERE network_id = n.id
) s
WHERE n.id = ANY ($1)
