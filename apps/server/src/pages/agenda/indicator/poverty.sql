-- What each part adds to the index of digital poverty: of all of the city, then of each district.
SELECT p.district_id AS "districtId", d.name AS district, p.part, p.lacking, p.known, p.points
FROM agenda.digital_poverty_parts() p LEFT JOIN places.district d ON d.id = p.district_id
ORDER BY d.name NULLS FIRST, d.id
