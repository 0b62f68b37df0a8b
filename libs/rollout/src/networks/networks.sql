-- $1: id of one network, or null for all. Shaped like the class FibreNetwork.
SELECT n.id, n.name, n.publisher, n.website, n.publisher_identifier AS "publisherIdentifier", n.publication_date AS "publicationDate",
       n.collection_date AS "collectionDate", n.accuracy_m AS accuracy, n.accuracy_details AS "accuracyDetails", n.language, n.links,
       n.run_id AS "runId"
FROM rollout.network n
WHERE $1::text IS NULL OR n.id = $1
ORDER BY n.name, n.id
