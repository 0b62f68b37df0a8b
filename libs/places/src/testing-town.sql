-- A town for tests, around 51.76 N 7.89 E. Two square districts share an edge at 7.89 E: west and east.
INSERT INTO imports.run (dataset, origin, source, data_date, started_by, finished_at, state)
VALUES ('addresses', 'file', 'Testamt', '2024-01-31', 'test', now(), 'imported');

INSERT INTO places.district (id, name, municipality_key, geom, run_id) VALUES
  ('west', 'Weststadt', '05570004', ST_Multi(ST_MakeEnvelope(7.87, 51.75, 7.89, 51.77, 4326)), 1),
  ('east', 'Ostdorf', '05570004', ST_Multi(ST_MakeEnvelope(7.89, 51.75, 7.91, 51.77, 4326)), 1);

INSERT INTO places.street (key, name, class, location, geom, run_id) VALUES
  ('05570004000000001', 'Bahnhofstraße', 'arterial', ST_Point(7.88, 51.76, 4326), NULL, 1),
  ('05570004000000002', 'Bahnhofsweg', 'residential', NULL, ST_Multi(ST_MakeLine(ST_Point(7.872, 51.752, 4326), ST_Point(7.874, 51.752, 4326))), 1),
  ('05570004000000003', 'Große Kampstraße', 'collector', NULL, NULL, 1),
  ('05570004000000004', 'Dolberger Straße', 'arterial', NULL, NULL, 1),
  ('05570004000000005', 'Bahnhofstraße', 'residential', NULL, NULL, 1);

-- b…: Bahnhofstraße (west), w…: Bahnhofsweg (west), k…: Große Kampstraße (east), d…: Dolberger Straße (east),
-- o…: the other Bahnhofstraße (east, with a postcode of its own).
INSERT INTO places.address (id, street_key, street, house_number, house_number_suffix, postcode, place, district_id, use, premises, geom, run_id)
SELECT id, '0557000400000000' || street_number, street, number, suffix, postcode, 'Ahlen', district, use, premises, ST_Point(x, y, 4326), 1
FROM (VALUES
  ('b1', 1, 'Bahnhofstraße', 1, '', '59227', 'west', 'residential', 1, 7.8810, 51.7600),
  ('b2', 1, 'Bahnhofstraße', 2, '', '59227', 'west', 'residential', 2, 7.8812, 51.7600),
  ('b5', 1, 'Bahnhofstraße', 5, '', '59227', 'west', 'commercial', 3, 7.8814, 51.7600),
  ('b5a', 1, 'Bahnhofstraße', 5, 'a', '59227', 'west', 'mixed', 4, 7.8816, 51.7600),
  ('b15', 1, 'Bahnhofstraße', 15, '', '59227', 'west', 'public', 1, 7.8818, 51.7600),
  ('b50', 1, 'Bahnhofstraße', 50, '', '59227', 'west', 'residential', 1, 7.8820, 51.7600),
  ('w5', 2, 'Bahnhofsweg', 5, '', '59227', 'west', 'residential', 1, 7.8720, 51.7520),
  ('w6', 2, 'Bahnhofsweg', 6, '', '59227', 'west', 'residential', 1, 7.8740, 51.7520),
  ('k1', 3, 'Große Kampstraße', 1, '', '59229', 'east', 'residential', 1, 7.9000, 51.7600),
  ('k2', 3, 'Große Kampstraße', 2, '', '59229', 'east', 'residential', 1, 7.9002, 51.7600),
  ('k3', 3, 'Große Kampstraße', 3, '', '59229', 'east', 'commercial', 5, 7.9004, 51.7600),
  ('k10', 3, 'Große Kampstraße', 10, '', '59229', 'east', 'residential', 1, 7.9006, 51.7600),
  ('k12', 3, 'Große Kampstraße', 12, '', '59229', 'east', 'residential', 1, 7.9008, 51.7600),
  ('d1', 4, 'Dolberger Straße', 1, '', '59229', 'east', 'mixed', 2, 7.9000, 51.7550),
  ('d2', 4, 'Dolberger Straße', 2, '', '59229', 'east', 'residential', 1, 7.9002, 51.7550),
  ('d3', 4, 'Dolberger Straße', 3, '', '59229', 'east', 'residential', 1, 7.9004, 51.7550),
  ('d4', 4, 'Dolberger Straße', 4, '', '59229', 'east', 'public', 1, 7.9006, 51.7550),
  ('o5', 5, 'Bahnhofstraße', 5, '', '59229', 'east', 'residential', 1, 7.9050, 51.7650),
  ('o6', 5, 'Bahnhofstraße', 6, '', '59229', 'east', 'residential', 1, 7.9052, 51.7650),
  ('far', 4, 'Dolberger Straße', 99, '', '59229', NULL, 'residential', 1, 7.9500, 51.7000)
) AS town (id, street_number, street, number, suffix, postcode, district, use, premises, x, y);

INSERT INTO places.facility (id, kind, name, address_id, district_id, website, geom, run_id) VALUES
  ('school-1', 'school', 'Kampschule', 'k3', 'east', 'https://schule.example/', ST_Point(7.9004, 51.7600, 4326), 1),
  ('wifi-1', 'public_wifi', 'Marktplatz', NULL, 'west', NULL, ST_Point(7.8800, 51.7600, 4326), 1);

INSERT INTO places.base_feature (kind, name, geom, run_id) VALUES
  ('river', 'Werse', ST_MakeLine(ST_Point(7.88, 51.75, 4326), ST_Point(7.90, 51.77, 4326)), 1);
