-- All of the Open Fibre Data Standard 0.3: https://open-fibre-data-standard.readthedocs.io/en/0.3/reference/schema.html
-- A field has a column where it is shown, searched or drawn. What the columns cannot give back to the letter is kept in `extra`,
-- under its name in the standard, and goes before them when the network is given out; there, null says that the source has no such field.

ALTER TABLE rollout.network
  ADD COLUMN publisher_identifier jsonb,
  ADD COLUMN accuracy_m double precision,
  ADD COLUMN accuracy_details text,
  ADD COLUMN language text,
  ADD COLUMN links jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN extra jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN rollout.network.links IS 'Related resources, without the link to the schema of the standard';

ALTER TABLE rollout.organisation
  ADD COLUMN identifier jsonb,
  ADD COLUMN role_details text,
  ADD COLUMN logo text,
  ADD COLUMN extra jsonb NOT NULL DEFAULT '{}';

ALTER TABLE rollout.phase
  ADD COLUMN funder_ids text[] NOT NULL DEFAULT '{}',
  ADD COLUMN extra jsonb NOT NULL DEFAULT '{}';

ALTER TABLE rollout.contract
  ADD COLUMN documents jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN phase_ids text[] NOT NULL DEFAULT '{}',
  ADD COLUMN extra jsonb NOT NULL DEFAULT '{}';

ALTER TABLE rollout.node
  ADD COLUMN address jsonb,
  ADD COLUMN international_connections jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN power boolean,
  ADD COLUMN technologies text[] NOT NULL DEFAULT '{}',
  ADD COLUMN physical_provider_id text,
  ADD COLUMN network_provider_ids text[] NOT NULL DEFAULT '{}',
  ADD COLUMN extra jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN rollout.node.provider IS 'Name of the physical infrastructure provider, else of the first network provider';

ALTER TABLE rollout.span
  ADD COLUMN directed boolean,
  ADD COLUMN physical_provider_id text,
  ADD COLUMN network_provider_ids text[] NOT NULL DEFAULT '{}',
  ADD COLUMN supplier_id text,
  ADD COLUMN transmission_media text[] NOT NULL DEFAULT '{}',
  ADD COLUMN deployment_details jsonb,
  ADD COLUMN dark_fibre boolean,
  ADD COLUMN fibre_type text,
  ADD COLUMN fibre_type_details jsonb,
  ADD COLUMN technologies text[] NOT NULL DEFAULT '{}',
  ADD COLUMN capacity_gbit double precision,
  ADD COLUMN capacity_details jsonb,
  ADD COLUMN countries text[] NOT NULL DEFAULT '{}',
  ADD COLUMN extra jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN rollout.span.provider IS 'Name of the physical infrastructure provider, else of the first network provider';
COMMENT ON COLUMN rollout.span.fibre_length_m IS 'The standard counts kilometres; publishers who wrote metres are recognised by the line drawn';

-- Without geom_3857, and with geom as the text of its bytes: as JSON both would be computed for every row, at ten times the cost.
CREATE VIEW rollout.network_record AS
SELECT id AS network_id, 'network' AS kind, id, to_jsonb(n) - 'run_id' AS content FROM rollout.network n
UNION ALL SELECT network_id, 'organisation', id, to_jsonb(o) FROM rollout.organisation o
UNION ALL SELECT network_id, 'phase', id, to_jsonb(p) FROM rollout.phase p
UNION ALL SELECT network_id, 'contract', id, to_jsonb(c) FROM rollout.contract c
UNION ALL
SELECT network_id, 'node', id, to_jsonb(d)
FROM (SELECT network_id, id, name, status, types, phase_id, access_point, provider, address, international_connections, power, technologies,
        physical_provider_id, network_provider_ids, geom::text AS geom, extra FROM rollout.node) d
UNION ALL
SELECT network_id, 'span', id, to_jsonb(s)
FROM (SELECT network_id, id, name, status, start_node_id, end_node_id, phase_id, provider, directed, physical_provider_id,
        network_provider_ids, supplier_id, transmission_media, deployment, deployment_details, dark_fibre, fibre_type, fibre_type_details,
        fibre_count, fibre_length_m, technologies, capacity_gbit, capacity_details, countries, ready_for_service, geom::text AS geom, extra
      FROM rollout.span) s;
COMMENT ON VIEW rollout.network_record IS 'Every part of every fibre network as JSON: what an import compares, and looks references up in.';
