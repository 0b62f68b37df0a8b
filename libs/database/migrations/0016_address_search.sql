-- The search looks for streets first: a million addresses stand at some ten thousand streets, and an index over those is small. It
-- takes the place of the trigrams over every address, which an import need not keep any more.

CREATE FUNCTION places.search_key(input text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT trim(regexp_replace(regexp_replace(regexp_replace(replace(replace(replace(
    translate(replace(lower(translate(normalize(input), 'ÄÖÜ', 'äöü')), 'ß', 'ss'),
      'äöüáàâãåąćçčďéèêëęěğíìîïıłñńňóòôõøőřśšşťúùûůűýźżž', 'aouaaaaaacccdeeeeeegiiiiilnnnoooooorssstuuuuuyzzz'),
    'ae', 'a'), 'oe', 'o'), 'ue', 'u'),
    '(strasse|str\.)', 'str', 'g'), '\msankt\M', 'st', 'g'), '[^a-z0-9]+', ' ', 'g'))
$$;
COMMENT ON FUNCTION places.search_key IS 'One key for the ways to write a name: "Röteringshof", "Roeteringshof" and "Roteringshof"; "Straße", "strasse" and "Str."; "Sankt" and "St.". For comparing, never for showing.';

CREATE TABLE places.street_search (
  street_key char(17) NOT NULL REFERENCES places.street ON DELETE CASCADE,
  street text NOT NULL,
  postcode char(5),
  place text,
  district_id text,
  district text,
  addresses integer NOT NULL,
  name_words text NOT NULL GENERATED ALWAYS AS (places.search_key(street)) STORED,
  name text NOT NULL GENERATED ALWAYS AS (replace(places.search_key(street), ' ', '')) STORED,
  place_words text GENERATED ALWAYS AS (places.search_key(place)) STORED,
  district_words text GENERATED ALWAYS AS (places.search_key(district)) STORED,
  UNIQUE NULLS NOT DISTINCT (street_key, street, postcode, place, district_id)
);
COMMENT ON TABLE places.street_search IS 'What the search knows of streets: one row per street, postcode, place and district, counted by triggers on places.address.';
COMMENT ON COLUMN places.street_search.name IS 'Without spaces, so that "Dolberger Str" and "Dolbergerstr" are one';
CREATE INDEX ON places.street_search (name text_pattern_ops);
CREATE INDEX ON places.street_search (name_words);
CREATE INDEX ON places.street_search (replace(place_words, ' ', '') text_pattern_ops);
CREATE INDEX ON places.street_search (replace(district_words, ' ', '') text_pattern_ops);
CREATE INDEX ON places.street_search (postcode);
CREATE INDEX ON places.street_search (street_key) WHERE addresses = 0;

-- Every town has its Bahnhofstraße: what names are like is asked once for each name.
CREATE TABLE places.street_name (name_words text PRIMARY KEY);
COMMENT ON TABLE places.street_name IS 'The distinct names in places.street_search, kept by triggers on it';
CREATE INDEX ON places.street_name USING gin (name_words gin_trgm_ops);

CREATE FUNCTION places.keep_street_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO places.street_name SELECT DISTINCT name_words FROM new_rows ON CONFLICT DO NOTHING;
  ELSE
    DELETE FROM places.street_name n USING old_rows o
    WHERE n.name_words = o.name_words AND NOT EXISTS (SELECT FROM places.street_search s WHERE s.name_words = n.name_words);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER street_name_insert AFTER INSERT ON places.street_search REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION places.keep_street_names();
CREATE TRIGGER street_name_delete AFTER DELETE ON places.street_search REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION places.keep_street_names();

-- One statement, however many addresses it writes, changes the counts once.
CREATE FUNCTION places.count_streets() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  added text := 'SELECT street_key, street, postcode, place, district_id, 1 AS step FROM new_rows';
  removed text := 'SELECT street_key, street, postcode, place, district_id, -1 AS step FROM old_rows';
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    DELETE FROM places.street_search;
    RETURN NULL;
  END IF;
  EXECUTE format(
    'INSERT INTO places.street_search AS s (street_key, street, postcode, place, district_id, district, addresses)
     SELECT c.street_key, c.street, c.postcode, c.place, c.district_id, d.name, c.addresses
     FROM (SELECT street_key, street, postcode, place, district_id, sum(step) AS addresses FROM (%s) rows
           GROUP BY street_key, street, postcode, place, district_id HAVING sum(step) <> 0) c
     LEFT JOIN places.district d ON d.id = c.district_id
     ON CONFLICT (street_key, street, postcode, place, district_id) DO UPDATE SET addresses = s.addresses + excluded.addresses',
    CASE TG_OP
      WHEN 'INSERT' THEN added
      WHEN 'DELETE' THEN removed
      ELSE added || ' UNION ALL ' || removed END);
  IF TG_OP <> 'INSERT' THEN DELETE FROM places.street_search WHERE addresses = 0; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER street_search_insert AFTER INSERT ON places.address REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION places.count_streets();
CREATE TRIGGER street_search_update AFTER UPDATE ON places.address REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION places.count_streets();
CREATE TRIGGER street_search_delete AFTER DELETE ON places.address REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION places.count_streets();
CREATE TRIGGER street_search_truncate AFTER TRUNCATE ON places.address FOR EACH STATEMENT EXECUTE FUNCTION places.count_streets();

CREATE FUNCTION places.rename_district() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE places.street_search SET district = NEW.name WHERE district_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER street_search_district AFTER UPDATE OF name ON places.district
  FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION places.rename_district();

INSERT INTO places.street_search (street_key, street, postcode, place, district_id, district, addresses)
SELECT a.street_key, a.street, a.postcode, a.place, a.district_id, d.name, count(*)
FROM places.address a LEFT JOIN places.district d ON d.id = a.district_id
GROUP BY a.street_key, a.street, a.postcode, a.place, a.district_id, d.name;

-- House numbers of a street, in their order.
CREATE INDEX address_number_idx ON places.address (street_key, house_number, house_number_suffix);
DROP INDEX IF EXISTS places.address_street_key_idx;
ALTER TABLE places.address DROP COLUMN IF EXISTS search;
