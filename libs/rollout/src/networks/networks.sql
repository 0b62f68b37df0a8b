-- All networks, shaped like the class FibreNetwork.
SELECT n.id, n.name, n.publisher, n.website, n.run_id AS "runId"
FROM rollout.network n
ORDER BY n.name, n.id
