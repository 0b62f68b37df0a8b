-- Made-up towns for the bench of the address search. $1: addresses. A town has 25,000 of them in three districts, a street some 33;
-- every town takes two fifths of the names there are, at most 750, and the commonest names are in every town.
WITH run AS (
  INSERT INTO imports.run (dataset, origin, source, started_by, finished_at, state)
  VALUES ('addresses', 'demo', 'Bench', 'bench', now(), 'imported') RETURNING id
), noun (noun, n) AS (
  SELECT noun, row_number() OVER () FROM unnest(ARRAY['Bahnhof', 'Haupt', 'Schul', 'Kirch', 'Garten', 'Berg', 'Linden', 'Eichen', 'Birken',
    'Buchen', 'Wald', 'Wiesen', 'Feld', 'Mühlen', 'Markt', 'Brunnen', 'Rosen', 'Tulpen', 'Amsel', 'Drossel', 'Finken', 'Lerchen', 'Meisen',
    'Sonnen', 'Stern', 'Mond', 'Nord', 'Süd', 'Ost', 'West', 'Hammer', 'Weber', 'Schmiede', 'Töpfer', 'Gerber', 'Bäcker', 'Müller', 'Schäfer',
    'Jäger', 'Förster', 'Fischer', 'Brücken', 'Ufer', 'Bach', 'Teich', 'See', 'Quellen', 'Hof', 'Kamp', 'Heide', 'Moor', 'Sand', 'Stein',
    'Ziegel', 'Kohlen', 'Eisen', 'Kupfer', 'Silber', 'Gold', 'Röterings', 'Werse', 'Glas']) noun
), name (name, common) AS (
  SELECT noun || kind, kind = 'straße' AND n <= 40
  FROM noun, unnest(ARRAY['straße', 'weg', 'allee', 'platz', 'gasse', 'ring', 'kamp', 'damm', 'pfad', 'stiege']) kind
  UNION ALL
  SELECT place || ' ' || noun || kind, false FROM noun, unnest(ARRAY['hof', 'teich', 'feld']) kind, unnest(ARRAY['Am', 'Im', 'Zum']) place
  UNION ALL
  SELECT size || ' ' || noun || 'straße', false FROM noun, unnest(ARRAY['Große', 'Kleine', 'Alte', 'Neue']) size
  UNION ALL
  SELECT given || '-' || family || '-Straße', false
  FROM unnest(ARRAY['Anna', 'Berta', 'Clara', 'Dora', 'Emil', 'Franz', 'Georg', 'Hedwig', 'Ida', 'Jakob', 'Käthe', 'Ludwig', 'Maria', 'Nora',
      'Otto', 'Paul', 'Rosa', 'Sophie', 'Theodor', 'Von']) given,
    unnest(ARRAY['Albers', 'Brandt', 'Conrad', 'Dahlmann', 'Esser', 'Freitag', 'Galen', 'Hölscher', 'Imhoff', 'Jansen', 'Krüger', 'Lütke',
      'Möllers', 'Niehues', 'Overbeck', 'Pohlmann', 'Rüther', 'Schürmann', 'Thiele', 'Uhlenbrock', 'Voß', 'Wessels', 'Zurbrüggen']) family
  UNION ALL
  SELECT stem || ending || 'er Straße', false
  FROM unnest(ARRAY['Ahl', 'Beck', 'Dren', 'Enn', 'Frecken', 'Gehr', 'Holt', 'Lipp', 'Ost', 'Send', 'Tel', 'Wal', 'Vorhelm', 'Stromb']) stem,
    unnest(ARRAY['en', 'um', 'feld', 'horst', 'hausen', 'loh', 'kirch', 'wick']) ending
), town (town, place) AS (
  SELECT town, (ARRAY['Ahl', 'Beck', 'Dren', 'Enn', 'Frecken', 'Gehr', 'Holt', 'Lipp'])[1 + town % 8]
               || (ARRAY['inghausen', 'steden', 'rode', 'büttel', 'wiehe', 'münde', 'au'])[1 + town / 8 % 7]
  FROM generate_series(0, ceil($1::int / 25000.0)::int - 1) town
), district AS (
  INSERT INTO places.district (id, name, geom, run_id)
  SELECT town || '-' || part, (ARRAY['Altstadt', 'Nordfeld', 'Süddorf'])[part],
         ST_Multi(ST_MakeEnvelope(6 + town * 0.05 + part * 0.01, 51, 6.01 + town * 0.05 + part * 0.01, 51.02, 4326)), run.id
  FROM town, generate_series(1, 3) part, run
  RETURNING id
), street AS (
  SELECT town, place, name, row_number() OVER (PARTITION BY town ORDER BY common DESC, md5(name || town)) AS n
  FROM town, name WHERE common OR abs(hashtext(name || town)) % 5 < 2
), stored_street AS (
  INSERT INTO places.street (key, name, run_id)
  SELECT '05' || lpad(town::text, 6, '0') || lpad(n::text, 9, '0'), name, run.id FROM street, run WHERE n <= 750
  RETURNING key
), address AS (
  SELECT town, n, place, name, house, row_number() OVER (ORDER BY house, town, n) AS number
  FROM street, generate_series(0, 33) house WHERE n <= 750
)
INSERT INTO places.address (id, street_key, street, house_number, house_number_suffix, postcode, place, district_id, use, premises, geom, run_id)
SELECT 'bench-' || number, '05' || lpad(town::text, 6, '0') || lpad(n::text, 9, '0'), name, 1 + house - (house + 1) / 10 + n % 3,
       CASE WHEN house % 10 = 9 THEN 'a' ELSE '' END, (59000 + town * 2 + n % 2)::text, place, town || '-' || 1 + n % 3, 'residential', 1,
       ST_Point(6.01 + town * 0.05 + (1 + n % 3) * 0.01 * (0.1 + 0.8 * house / 40), 51.001 + 0.018 * n / 750, 4326), run.id
FROM address, run
WHERE number <= $1::int
