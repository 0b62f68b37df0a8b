-- One word for one thing.
UPDATE agenda.indicator SET method_de = replace(method_de, 'Ortsteil', 'Stadtteil') WHERE method_de LIKE '%Ortsteil%';
SELECT datasets.touch(dataset) FROM datasets.state WHERE dataset = 'agenda-figures';
