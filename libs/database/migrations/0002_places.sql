CREATE SCHEMA places;

CREATE TABLE places.district (
  id text PRIMARY KEY,
  name text NOT NULL,
  municipality_key char(8),
  geom geometry(MultiPolygon, 4326) NOT NULL,
  geom_3857 geometry(MultiPolygon, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED,
  run_id bigint NOT NULL REFERENCES imports.run
);
COMMENT ON COLUMN places.district.municipality_key IS 'AGS, the 8-digit official municipality key';
CREATE INDEX ON places.district USING gist (geom);
CREATE INDEX ON places.district USING gist (geom_3857);

CREATE TABLE places.street (
  key char(17) PRIMARY KEY CHECK (key ~ '^[0-9]{17}$'),
  name text NOT NULL,
  class text NOT NULL DEFAULT 'residential' CHECK (class IN ('arterial', 'collector', 'residential', 'track', 'path')),
  location geometry(Point, 4326),
  geom geometry(MultiLineString, 4326),
  geom_3857 geometry(Geometry, 3857) GENERATED ALWAYS AS (ST_Transform(COALESCE(geom, location), 3857)) STORED,
  run_id bigint NOT NULL REFERENCES imports.run
);
COMMENT ON COLUMN places.street.key IS 'Straßenschlüssel: the 17-digit official key';
COMMENT ON COLUMN places.street.location IS 'One point of the street, as the official street list gives it';
CREATE INDEX ON places.street USING gist (geom_3857);
CREATE INDEX ON places.street (name);

-- One spelling for search: lower case, without accents and umlauts, "straße" as "str".
CREATE FUNCTION places.search_form(input text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT trim(regexp_replace(regexp_replace(
    translate(replace(replace(replace(replace(lower(input), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'),
      'áàâéèêëíìîïóòôúùûçñ', 'aaaeeeeiiiiooouuucn'),
    '(strasse|str\.)', 'str', 'g'), '[^a-z0-9]+', ' ', 'g'))
$$;
COMMENT ON FUNCTION places.search_form IS 'One spelling for search: "Bahnhofstraße 5a" and "bahnhofstr. 5 A" differ only in the space.';

CREATE TABLE places.address (
  id text PRIMARY KEY,
  street_key char(17) NOT NULL REFERENCES places.street,
  street text NOT NULL,
  house_number integer NOT NULL CHECK (house_number > 0),
  house_number_suffix text NOT NULL DEFAULT '',
  postcode char(5) NOT NULL CHECK (postcode ~ '^[0-9]{5}$'),
  place text NOT NULL,
  district_id text REFERENCES places.district ON DELETE SET NULL,
  use text NOT NULL CHECK (use IN ('residential', 'commercial', 'mixed', 'public')),
  premises integer NOT NULL CHECK (premises >= 0),
  geom geometry(Point, 4326) NOT NULL,
  geom_3857 geometry(Point, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED,
  label text GENERATED ALWAYS AS (street || ' ' || house_number::text || house_number_suffix || ', ' || postcode::text || ' ' || place) STORED,
  search text GENERATED ALWAYS AS (places.search_form(street || ' ' || house_number::text || house_number_suffix || ' ' || postcode::text || ' ' || place)) STORED,
  run_id bigint NOT NULL REFERENCES imports.run
);
COMMENT ON COLUMN places.address.id IS 'The official identifier of the address';
COMMENT ON COLUMN places.address.street IS 'The street''s name, kept here because every answer shows it';
COMMENT ON COLUMN places.address.premises IS 'Number of homes and businesses at the address';
CREATE INDEX ON places.address USING gist (geom_3857);
CREATE INDEX ON places.address USING gist (geom);
CREATE INDEX ON places.address USING gin (search gin_trgm_ops);
CREATE INDEX ON places.address (district_id, id);
CREATE INDEX ON places.address (street_key);

CREATE TABLE places.facility (
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('school', 'kindergarten', 'administration', 'library', 'public_wifi', 'hospital', 'fire_station', 'sports', 'culture', 'advice')),
  name text NOT NULL,
  address_id text REFERENCES places.address ON DELETE SET NULL,
  district_id text REFERENCES places.district ON DELETE SET NULL,
  website text,
  geom geometry(Point, 4326) NOT NULL,
  geom_3857 geometry(Point, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED,
  run_id bigint NOT NULL REFERENCES imports.run
);
CREATE INDEX ON places.facility USING gist (geom_3857);

CREATE TABLE places.base_feature (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('water', 'river', 'railway', 'park', 'forest', 'farmland', 'industrial', 'building')),
  name text,
  geom geometry(Geometry, 4326) NOT NULL,
  geom_3857 geometry(Geometry, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED,
  run_id bigint NOT NULL REFERENCES imports.run
);
COMMENT ON TABLE places.base_feature IS 'What the base map draws under the data: water, green, railways, buildings.';
CREATE INDEX ON places.base_feature USING gist (geom_3857);

CREATE VIEW open.districts AS
SELECT d.id, d.name, d.municipality_key::text AS municipality_key,
       round((ST_Area(d.geom::geography) / 1e6)::numeric, 2) AS area_km2, d.geom, d.geom_3857
FROM places.district d;

CREATE VIEW open.streets AS
SELECT s.key::text AS id, s.name, s.class,
       ST_X(s.location) AS longitude, ST_Y(s.location) AS latitude,
       COALESCE(s.geom, s.location) AS geom, s.geom_3857
FROM places.street s;

CREATE VIEW open.addresses AS
SELECT a.id, a.street_key::text AS street_key, a.street, a.house_number, a.house_number_suffix, a.postcode::text AS postcode,
       a.place, a.district_id, a.use, a.premises, a.geom, a.geom_3857
FROM places.address a;

CREATE VIEW open.facilities AS
SELECT f.id, f.kind, f.name, a.label AS address, f.district_id, f.website, f.geom, f.geom_3857
FROM places.facility f LEFT JOIN places.address a ON a.id = f.address_id;

CREATE VIEW open.base_map AS
SELECT b.id, b.kind, b.name, b.geom, b.geom_3857 FROM places.base_feature b;
