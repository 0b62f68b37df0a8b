-- The columns of a statement: f is coverage.fixed_availability or what one of its functions chooses, d coverage.level_definition.
SELECT f.id, f.address_id AS "addressId", f.provider_id AS "providerId", f.technology, f.use, f.connection_level AS "connectionLevel",
       json_build_object('id', d.id, 'text', json_build_object('de', d.name_de, 'en', d.name_en), 'url', d.url) AS definition,
       f.evidence, f.max_down_mbit AS "maxDownMbit", f.max_up_mbit AS "maxUpMbit", coverage.speed_classes(f.max_down_mbit) AS "speedClasses",
       f.valid_from AS "validFrom", f.valid_to AS "validTo", f.recorded_at AS "recordedAt", f.superseded_at AS "supersededAt", f.run_id AS "runId"
