// What the imports of districts, streets, addresses and the base map say of a file. What their checks say is beside it in SQL.
import { phrases } from '@stadtlage/imports';

export const say = phrases({
  'It is left out.': 'Der Wert wird ausgelassen.',
  'They are left out.': 'Sie werden ausgelassen.',
  'Correct it.': 'Berichtigen.',
  addresses: 'Adressen',
  streets: 'Straßen',

  // House coordinates
  'house coordinates in the layout of NRW (gebref, 15 or 21 columns without header) or of the AdV (20 columns), or a header with their names (oid, lan, rbz, krs, gmd, sss, hnr, ostwert, nordwert, stn)':
    'Hauskoordinaten im Aufbau von NRW (gebref, 15 oder 21 Spalten ohne Kopfzeile) oder der AdV (20 Spalten), oder eine Kopfzeile mit deren Namen (oid, lan, rbz, krs, gmd, sss, hnr, ostwert, nordwert, stn)',
  'The axes are swapped in the whole file: north stands in the column for east.':
    'Die Achsen sind in der ganzen Datei vertauscht: Der Nordwert steht in der Spalte des Ostwerts.',
  'They were put in order. Tell the sender.': 'Sie wurden geordnet. Bitte dem Absender mitteilen.',
  'Row {row} has the record type {change}: the file holds changes only, not all addresses. Ask for the whole data (record type N).':
    'Zeile {row} hat die Satzart {change}: Die Datei enthält nur Änderungen, nicht alle Adressen. Bitte die gesamten Daten anfordern (Satzart N).',
  'The address has no identifier.': 'Die Adresse hat keine Kennung.',
  'Add it: later files know the address by it.': 'Ergänzen: An ihr erkennen spätere Dateien die Adresse.',
  'The parts of the street key do not make 17 digits, but {key}.':
    'Die Teile des Straßenschlüssels ergeben keine 17 Ziffern, sondern {key}.',
  'They are 2, 1, 2, 3 and 5 digits with leading zeros, which a spreadsheet removes. Import the file as the publisher gives it.':
    'Es sind 2, 1, 2, 3 und 5 Ziffern mit führenden Nullen, die eine Tabellenkalkulation entfernt. Bitte die Datei einlesen, wie der Herausgeber sie gibt.',
  'A postcode has five digits.': 'Eine Postleitzahl hat fünf Ziffern.',
  'The coordinates are not two numbers.': 'Die Koordinaten sind keine zwei Zahlen.',
  'Write them as 423392,178 and 5734928,147.': 'Als 423392,178 und 5734928,147 schreiben.',
  'The position is far outside Germany in every coordinate system that is known here.':
    'Die Position liegt in jedem hier bekannten Koordinatensystem weit außerhalb Deutschlands.',
  'Correct it. House coordinates are in EPSG:25832, EPSG:25833, EPSG:4647 or EPSG:5650.':
    'Berichtigen. Hauskoordinaten sind in EPSG:25832, EPSG:25833, EPSG:4647 oder EPSG:5650.',
  'The axes are swapped: north stands in the column for east.':
    'Die Achsen sind vertauscht: Der Nordwert steht in der Spalte des Ostwerts.',
  'The axes are swapped: north stands in the column for east, other than in the rows before.':
    'Die Achsen sind vertauscht: Der Nordwert steht in der Spalte des Ostwerts, anders als in den Zeilen davor.',
  'The position is far outside Germany in {system}, as --crs says.':
    'Die Position liegt in {system}, wie --crs es angibt, weit außerhalb Deutschlands.',
  'The position is far outside Germany in {system}, the coordinate system of the rows before.':
    'Die Position liegt in {system}, dem Koordinatensystem der Zeilen davor, weit außerhalb Deutschlands.',
  'One row has a house number that only the cadastre uses (quality C).':
    'Eine Zeile hat eine Hausnummer, die nur das Kataster verwendet (Qualität C).',
  '{count} rows have a house number that only the cadastre uses (quality C).':
    '{count} Zeilen haben eine Hausnummer, die nur das Kataster verwendet (Qualität C).',
  'They are left out: nobody lives at such a number.':
    'Sie werden ausgelassen: Unter einer solchen Nummer wohnt niemand.',
  'One row has no house number.': 'Eine Zeile hat keine Hausnummer.',
  '{count} rows have no house number.': '{count} Zeilen haben keine Hausnummer.',
  'The file has no postcodes.': 'Die Datei hat keine Postleitzahlen.',
  'Those that are known already stay, others are empty.': 'Schon bekannte bleiben, andere sind leer.',
  'Those that are known already stay, others are empty. The place is the municipality.':
    'Schon bekannte bleiben, andere sind leer. Der Ort ist die Gemeinde.',

  // Districts
  'The district has no name.': 'Der Stadtteil hat keinen Namen.',
  'Give each feature a property "name".': 'Jedem Objekt eine Eigenschaft „name“ geben.',
  '{name} has no area.': '{name} hat keine Fläche.',
  'A district is a Polygon or a MultiPolygon.': 'Ein Stadtteil ist ein Polygon oder ein MultiPolygon.',
  '{name}: a municipality key (AGS) has 8 digits.': '{name}: Ein Gemeindeschlüssel (AGS) hat 8 Ziffern.',
  'No district has a municipality key (AGS).': 'Kein Stadtteil hat einen Gemeindeschlüssel (AGS).',
  'A key that is known already stays. Where none is known, figures by municipality count an address by the key of its street.':
    'Ein schon bekannter Schlüssel bleibt. Wo keiner bekannt ist, zählen die Zahlen der Gemeinde eine Adresse nach dem Schlüssel ihrer Straße.',
  '{name} ({id}) is taken for the area of the whole city.': '{name} ({id}) gilt als Gebiet der ganzen Stadt.',
  'An address belongs to the smallest district that contains it.':
    'Eine Adresse gehört zum kleinsten Stadtteil, der sie enthält.',

  // Streets
  'A street key has 17 digits.': 'Ein Straßenschlüssel hat 17 Ziffern.',
  'A spreadsheet has taken the key for a number and damaged it. Import the file as the publisher gives it.':
    'Eine Tabellenkalkulation hat den Schlüssel für eine Zahl gehalten und beschädigt. Bitte die Datei einlesen, wie der Herausgeber sie gibt.',
  'Correct the key.': 'Den Schlüssel berichtigen.',
  'The street has no name.': 'Die Straße hat keinen Namen.',
  'Add the name.': 'Den Namen ergänzen.',
  '{name} has no position.': '{name} hat keine Position.',
  'It is taken, but a map cannot show it.': 'Die Straße wird übernommen, aber keine Karte kann sie zeigen.',
  'The geometry cannot be read.': 'Die Geometrie lässt sich nicht lesen.',
  'Write it as POINT (longitude latitude) in WGS 84, for example POINT (7.89 51.76).':
    'Als POINT (Länge Breite) in WGS 84 schreiben, zum Beispiel POINT (7.89 51.76).',
  'A street is a Point, a LineString or a MultiLineString.':
    'Eine Straße ist ein Point, ein LineString oder ein MultiLineString.',
  'Leave the geometry out, or correct it.': 'Die Geometrie weglassen oder berichtigen.',

  // The base map
  '{name} is empty. Download it again.': '{name} ist leer. Bitte erneut herunterladen.',
  '{name} is packed with {other}; zlib is read. Convert it: osmium cat -o new.osm.pbf {name}':
    '{name} ist mit {other} gepackt; gelesen wird zlib. Bitte umwandeln: osmium cat -o neu.osm.pbf {name}',
  '{name} is damaged: block {number} cannot be read. Download it again.':
    '{name} ist beschädigt: Block {number} lässt sich nicht lesen. Bitte erneut herunterladen.',
  '{name} breaks off within block {number}. Download it again.':
    '{name} bricht in Block {number} ab. Bitte erneut herunterladen.',
  '{name} is no OpenStreetMap file (.osm.pbf).': '{name} ist keine OpenStreetMap-Datei (.osm.pbf).',
  '{name} is no OpenStreetMap file (.osm.pbf). It is packed: unpack it first.':
    '{name} ist keine OpenStreetMap-Datei (.osm.pbf). Sie ist gepackt: bitte zuerst entpacken.',
  '{name} is no OpenStreetMap file (.osm.pbf). It is XML: convert it with osmium cat -o new.osm.pbf {name}':
    '{name} ist keine OpenStreetMap-Datei (.osm.pbf). Sie ist XML: bitte umwandeln mit osmium cat -o neu.osm.pbf {name}',
  'The file is not sorted by type and id. Sort it: osmium sort -o new.osm.pbf FILE':
    'Die Datei ist nicht nach Art und Nummer sortiert. Bitte sortieren: osmium sort -o neu.osm.pbf DATEI',
  'The file holds more than a city needs. Cut the city out: osmium extract --bbox WEST,SOUTH,EAST,NORTH -o city.osm.pbf FILE':
    'Die Datei enthält mehr, als eine Stadt braucht. Bitte die Stadt ausschneiden: osmium extract --bbox WEST,SÜD,OST,NORD -o stadt.osm.pbf DATEI',
  'The file needs a reader that knows {feature}. Export it without: osmium cat, or for a history osmium time-filter.':
    'Die Datei braucht ein Programm, das {feature} kennt. Bitte ohne ausgeben: osmium cat, bei einer Historie osmium time-filter.',
  '{name} holds no node. Export it with its nodes.': '{name} enthält keinen Punkt. Bitte mit den Punkten ausgeben.',
  'the file says that it holds all changes until then': 'die Datei sagt, dass sie alle Änderungen bis dahin enthält',
  'The middle of the map is outside Germany.': 'Die Mitte der Karte liegt außerhalb Deutschlands.',
  'It is taken; see that it is the right file.': 'Sie wird übernommen; prüfen, dass es die richtige Datei ist.',
  'Of {ways} lines and areas the file lacks some nodes: they are drawn without them.':
    'Von {ways} Linien und Flächen fehlen der Datei Punkte: Sie werden ohne diese gezeichnet.',
  'Of {areas} areas the file lacks parts of the outline: these parts are not drawn.':
    'Von {areas} Flächen fehlen der Datei Teile des Umrisses: Diese Teile werden nicht gezeichnet.',
  'Cut it with osmium extract --strategy smart, which keeps what lies across the edge whole.':
    'Mit osmium extract --strategy smart ausschneiden, das ganz lässt, was über den Rand reicht.',
});
