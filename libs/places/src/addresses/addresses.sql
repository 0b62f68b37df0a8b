-- All addresses. One row each, shaped like the class Address: to be narrowed down or joined by id.
SELECT a.id, a.label, a.street, a.house_number AS "houseNumber", a.house_number_suffix AS "houseNumberSuffix", a.postcode, a.place,
       a.use, a.premises, json_build_object('longitude', ST_X(a.geom), 'latitude', ST_Y(a.geom)) AS position,
       a.street_key AS "streetKey", a.district_id AS "districtId", a.run_id AS "runId"
FROM places.address a
