// What the readers of this room say, and what run.ts says of every file.
import { phrases } from './phrases.js';

export const say = phrases({
  // Archives
  '{name} cannot be read as a ZIP archive: {message}. Download it again.':
    '{name} lässt sich nicht als ZIP-Archiv lesen: {message}. Bitte erneut herunterladen.',
  '{name} holds {count} files, more than {most}. Pack only what is meant.':
    '{name} enthält {count} Dateien, mehr als {most}. Bitte nur packen, was gemeint ist.',
  '{count} MB': '{count} MB',
  '{name} would unpack to {total}, more than {most}. Split the data.':
    '{name} würde entpackt {total} groß, mehr als {most}. Bitte die Daten aufteilen.',
  '{name}: {entry} is encrypted. Send the archive without a password.':
    '{name}: {entry} ist verschlüsselt. Bitte das Archiv ohne Kennwort senden.',
  '{name}: {entry} would unpack to {times} times its size, as only a ZIP bomb does. Ask the sender for the unpacked file.':
    '{name}: {entry} würde entpackt {times}-mal so groß wie gepackt, wie nur eine ZIP-Bombe. Bitte beim Absender die entpackte Datei anfordern.',
  '{name} is an archive within an archive. Unpack it once.':
    '{name} ist ein Archiv in einem Archiv. Bitte einmal entpacken.',
  '{name} has no "{layer}", but {found}.': '{name} hat kein „{layer}“, sondern {found}.',
  '{name} holds several: {found}. Name the one that is meant: --layer "{first}".':
    '{name} enthält mehrere: {found}. Bitte die gemeinte nennen: --layer "{first}".',
  '{name} holds {found}, and none of them has the columns. Expected: {columns}.':
    '{name} enthält {found}, und keine davon hat die Spalten. Erwartet: {columns}.',
  '{name} holds no Shapefile, GeoPackage or GeoJSON, but {entries}.':
    '{name} enthält kein Shapefile, GeoPackage oder GeoJSON, sondern: {entries}.',
  nothing: 'nichts',
  '{name} is damaged: {message}. Download it again.': '{name} ist beschädigt: {message}. Bitte erneut herunterladen.',

  // Tables
  '{name} is JSON, not CSV. Expected the columns {columns}.':
    '{name} ist JSON, nicht CSV. Erwartet werden die Spalten {columns}.',
  '{name}: {problem} Expected: {columns}. Found: {found}.': '{name}: {problem} Erwartet: {columns}. Gefunden: {found}.',
  'the first line is not a header whose columns are separated by comma, semicolon, tab or vertical bar.':
    'Die erste Zeile ist keine Kopfzeile, deren Spalten durch Komma, Semikolon, Tabulator oder senkrechten Strich getrennt sind.',
  'the column {name} is missing.': 'Die Spalte {name} fehlt.',
  'the columns {names} are missing.': 'Die Spalten {names} fehlen.',
  '{name} has a header, but no rows. Download it again.':
    '{name} hat eine Kopfzeile, aber keine Zeilen. Bitte erneut herunterladen.',
  '{name} has a header, but no rows. Save or download it again.':
    '{name} hat eine Kopfzeile, aber keine Zeilen. Bitte erneut speichern oder herunterladen.',
  'The last line has no line break, so the file may have been cut off within it.':
    'Die letzte Zeile endet ohne Zeilenumbruch: Die Datei könnte in ihr abgeschnitten sein.',
  'Compare the number of rows with the publisher.': 'Die Zahl der Zeilen mit dem Herausgeber abgleichen.',
  'The row has {found} of {wanted} columns.{hint}': 'Die Zeile hat {found} von {wanted} Spalten.{hint}',
  ' It is the last row: the file seems to have been cut off.':
    ' Es ist die letzte Zeile: Die Datei scheint abgeschnitten zu sein.',
  'Put fields that hold the delimiter in quotes.':
    'Felder, die das Trennzeichen enthalten, in Anführungszeichen setzen.',
  'Complete the row, or download the file again.': 'Die Zeile ergänzen oder die Datei erneut herunterladen.',
  '{name}: a quotation mark that opens on or before line {line} is never closed. The file was cut off, or a quotation mark is missing.':
    '{name}: Ein Anführungszeichen, das in oder vor Zeile {line} öffnet, wird nie geschlossen. Die Datei ist abgeschnitten, oder ein Anführungszeichen fehlt.',
  '{name}: the record that ends on or after line {line} has more than {most} characters. A quotation mark before it is never closed, or line breaks are missing.':
    '{name}: Der Datensatz, der in oder nach Zeile {line} endet, hat mehr als {most} Zeichen. Ein Anführungszeichen davor wird nie geschlossen, oder Zeilenumbrüche fehlen.',
  '{name}: line {line} cannot be read as CSV. {message}':
    '{name}: Zeile {line} lässt sich nicht als CSV lesen. {message}',
  'One row above the header is passed over.': 'Eine Zeile über der Kopfzeile wird übergangen.',
  '{count} rows above the header are passed over.': '{count} Zeilen über der Kopfzeile werden übergangen.',
  'Check that it holds only titles.': 'Prüfen, dass dort nur Überschriften stehen.',
  '{name} has the column "{twice}" twice. Remove one.':
    '{name} hat die Spalte „{twice}“ zweimal. Bitte eine entfernen.',
  '{file}, sheet "{sheet}",': '{file}, Blatt „{sheet}“,',
  '(empty)': '(leer)',
  '{shown} and {count} more': '{shown} und {count} weitere',
  'The number can be read in two ways: with decimals, or with its thousands marked.':
    'Die Zahl lässt sich auf zwei Arten lesen: mit Nachkommastellen oder mit Tausendertrennung.',
  'It is taken as {value}, because {why}.': 'Sie wird als {value} gelesen, denn {why}.',
  'the file writes decimals with a point': 'die Datei schreibt Nachkommastellen mit Punkt',
  'the file writes decimals with a comma': 'die Datei schreibt Nachkommastellen mit Komma',
  'nothing in the file speaks against it': 'nichts in der Datei spricht dagegen',
  'A field begins as a formula does.': 'Ein Feld beginnt wie eine Formel.',
  '{count} fields begin as formulas do; this is the first.': '{count} Felder beginnen wie Formeln; dies ist das erste.',
  'It is taken as text and never run.': 'Es wird als Text übernommen und nie ausgeführt.',

  // Workbooks
  '{name} has {size} MB; workbooks are read up to {most} MB. Save the sheet as CSV in UTF-8.':
    '{name} hat {size} MB; Arbeitsmappen werden bis {most} MB gelesen. Bitte das Blatt als CSV in UTF-8 speichern.',
  '{name} has a password. Save it without one.': '{name} hat ein Kennwort. Bitte ohne Kennwort speichern.',
  '{name} is encrypted. Save it without a password.': '{name} ist verschlüsselt. Bitte ohne Kennwort speichern.',
  '{name} cannot be read as a workbook ({message}). Open it in a spreadsheet program and save it again as XLSX, or as CSV in UTF-8.':
    '{name} lässt sich nicht als Arbeitsmappe lesen ({message}). Bitte in einer Tabellenkalkulation öffnen und erneut als XLSX oder als CSV in UTF-8 speichern.',
  'it is damaged': 'sie ist beschädigt',
  '{name}: no sheet has the header within its first {rows} rows. {problem} Expected: {columns}. Found: {found}.':
    '{name}: Kein Blatt hat die Kopfzeile in seinen ersten {rows} Zeilen. {problem} Erwartet: {columns}. Gefunden: {found}.',
  'no sheet has cells.': 'Kein Blatt hat Zellen.',
  'The workbook has {count} sheets; "{name}" is the first whose header fits.':
    'Die Arbeitsmappe hat {count} Blätter; „{name}“ ist das erste mit passender Kopfzeile.',
  'The others are not read.': 'Die anderen werden nicht gelesen.',
  '{count} areas of merged cells are in the table. Only their first cell has a value.':
    'In der Tabelle sind {count} Bereiche verbundener Zellen. Nur ihre erste Zelle hat einen Wert.',
  'Undo the merging and fill the cells.': 'Die Verbindung aufheben und die Zellen füllen.',
  'A cell stands beyond the last column that the header names.':
    'Eine Zelle steht jenseits der letzten Spalte, die die Kopfzeile nennt.',
  'It is left out.': 'Sie wird ausgelassen.',
  'The cell has a formula, but no value was saved with it.':
    'Die Zelle hat eine Formel, aber ihr Wert wurde nicht mitgespeichert.',
  'It is taken as empty. Open the file in a spreadsheet program, let it compute, and save it.':
    'Sie gilt als leer. Die Datei in einer Tabellenkalkulation öffnen, rechnen lassen und speichern.',
  'The cell holds an error of the spreadsheet.': 'Die Zelle enthält einen Fehler der Tabellenkalkulation.',
  'It is taken as empty. Correct the formula.': 'Sie gilt als leer. Die Formel berichtigen.',
  'The spreadsheet has taken a long key for a number; numbers keep only 15 digits, and no leading zero.':
    'Die Tabellenkalkulation hat einen langen Schlüssel für eine Zahl gehalten; Zahlen behalten nur 15 Stellen und keine führende Null.',
  'Format the column as text and enter the keys again, or import the file as the publisher gives it.':
    'Die Spalte als Text formatieren und die Schlüssel neu eintragen, oder die Datei einlesen, wie der Herausgeber sie gibt.',
  '{name} is an OpenDocument file. Save it as XLSX, or the sheet as CSV in UTF-8.':
    '{name} ist eine OpenDocument-Datei. Bitte als XLSX speichern, oder das Blatt als CSV in UTF-8.',
  '{name} is a ZIP archive, not an Excel workbook. Unpack it and import what is inside: {inside}.':
    '{name} ist ein ZIP-Archiv, keine Excel-Mappe. Bitte entpacken und einlesen, was darin ist: {inside}.',
  '{name} is a binary workbook (XLSB). Save it as XLSX.':
    '{name} ist eine binäre Mappe (XLSB). Bitte als XLSX speichern.',
  '{name} is an Office file, but not an Excel workbook. Save the table as XLSX or CSV.':
    '{name} ist eine Office-Datei, aber keine Excel-Mappe. Bitte die Tabelle als XLSX oder CSV speichern.',
  '{name} would become {size} MB or more when unpacked ({part}); up to {most} MB at up to {ratio}:1 are read. Save the sheet as CSV in UTF-8.':
    '{name} würde entpackt {size} MB groß oder größer ({part}); gelesen werden bis {most} MB bei höchstens {ratio}:1. Bitte das Blatt als CSV in UTF-8 speichern.',
  '{name} is damaged: its part {part} cannot be unpacked ({message}). Download or save it again.':
    '{name} ist beschädigt: Der Teil {part} lässt sich nicht entpacken ({message}). Bitte erneut herunterladen oder speichern.',
  '{name} is a damaged archive ({why}). It was cut off: download or save it again.':
    '{name} ist ein beschädigtes Archiv ({why}). Es ist abgeschnitten: bitte erneut herunterladen oder speichern.',
  '{name} has more than {most} parts. Save the sheet as CSV in UTF-8.':
    '{name} hat mehr als {most} Teile. Bitte das Blatt als CSV in UTF-8 speichern.',

  // Coordinates
  'The axes are swapped: northing stands before easting.':
    'Die Achsen sind vertauscht: Der Hochwert steht vor dem Rechtswert.',
  'Write the easting first, as in the other rows.': 'Den Rechtswert zuerst schreiben, wie in den anderen Zeilen.',
  'The position is far outside Germany in {system}.': 'Die Position liegt in {system} weit außerhalb Deutschlands.',
  'Correct it, or export the file anew with its coordinate system.':
    'Berichtigen, oder die Datei mit ihrem Koordinatensystem neu ausgeben.',
  'EPSG:{code} is no coordinate system that is read here. Transform the file to EPSG:4326.':
    'EPSG:{code} ist kein Koordinatensystem, das hier gelesen wird. Bitte die Datei nach EPSG:4326 umrechnen.',
  'The axes are swapped in the whole file: north stands before east.':
    'Die Achsen sind in der ganzen Datei vertauscht: Nord steht vor Ost.',
  'They were put in order. Tell the sender.': 'Sie wurden geordnet. Bitte dem Absender mitteilen.',
  'GeoJSON is in {stated}, but these coordinates are those of {found}: only there do they lie in Germany.':
    'GeoJSON ist in {stated}, diese Koordinaten sind aber die von {found}: Nur dort liegen sie in Deutschland.',
  '{name} says that its coordinates are in {stated}, but these are those of {found}: only there do they lie in Germany.':
    '{name} gibt {stated} als Koordinatensystem an, die Koordinaten sind aber die von {found}: Nur dort liegen sie in Deutschland.',
  'They are taken as that. Tell the sender.': 'Sie werden so gelesen. Bitte dem Absender mitteilen.',
  '{name} does not say in which coordinate system it is, and in none that is known here do its positions lie in Germany{first}. Send it with its .prj, or transform it: ogr2ogr -t_srs EPSG:4326 new.geojson {name}':
    '{name} nennt ihr Koordinatensystem nicht, und in keinem hier bekannten liegen ihre Positionen in Deutschland{first}. Bitte mit .prj senden oder umrechnen: ogr2ogr -t_srs EPSG:4326 neu.geojson {name}',
  ' (the first is {position})': ' (die erste ist {position})',
  '{name} says that its coordinates are in {title}, which is not read here. Transform it to WGS 84: ogr2ogr -t_srs EPSG:4326 new.geojson {name}':
    '{name} gibt als Koordinatensystem {title} an, das hier nicht gelesen wird. Bitte nach WGS 84 umrechnen: ogr2ogr -t_srs EPSG:4326 neu.geojson {name}',
  '{name}: the coordinates are metres, not degrees, and may be those of {candidates} (the first position is {position}). Say which: --crs EPSG:{code}. Or let the file say it: as a Shapefile with its .prj, or a GeoPackage.':
    '{name}: Die Koordinaten sind Meter, nicht Grad, und können die von {candidates} sein (die erste Position ist {position}). Bitte angeben, welches: --crs EPSG:{code}. Oder die Datei sagt es selbst: als Shapefile mit .prj oder als GeoPackage.',
  ' or of ': ' oder von ',
  'A position is not two numbers.': 'Eine Position besteht nicht aus zwei Zahlen.',
  'Write longitude and latitude in degrees.': 'Länge und Breite in Grad schreiben.',
  'The coordinates are not degrees{guess}.': 'Die Koordinaten sind keine Grad{guess}.',
  ' but metres, probably {system}': ', sondern Meter, wahrscheinlich {system}',
  ' but metres, probably UTM with a zone prefix (EPSG:4647 or EPSG:5650)':
    ', sondern Meter, wahrscheinlich UTM mit Zonenpräfix (EPSG:4647 oder EPSG:5650)',
  ' but metres, probably UTM (EPSG:25832) with swapped axes':
    ', sondern Meter, wahrscheinlich UTM (EPSG:25832) mit vertauschten Achsen',
  'Transform the file to WGS 84 (EPSG:4326), for example with ogr2ogr -t_srs EPSG:4326.':
    'Die Datei nach WGS 84 (EPSG:4326) umrechnen, zum Beispiel mit ogr2ogr -t_srs EPSG:4326.',
  'The position is far outside Germany.': 'Die Position liegt weit außerhalb Deutschlands.',
  'Check the coordinate system: WGS 84 (EPSG:4326) in degrees is needed, longitude before latitude.':
    'Das Koordinatensystem prüfen: Gebraucht wird WGS 84 (EPSG:4326) in Grad, Länge vor Breite.',
  'The axes are swapped: latitude stands before longitude.':
    'Die Achsen sind vertauscht: Die Breite steht vor der Länge.',
  'Write longitude (about 6 to 15) first, then latitude (about 47 to 55).':
    'Zuerst die Länge (etwa 6 bis 15) schreiben, dann die Breite (etwa 47 bis 55).',

  // Geometries
  'The collection has no list of geometries.': 'Die Sammlung hat keine Liste von Geometrien.',
  'Export the file again.': 'Die Datei neu ausgeben.',
  'The coordinates are not nested as their geometry type needs it.':
    'Die Koordinaten sind nicht so verschachtelt, wie ihr Geometrietyp es braucht.',
  'A ring of the polygon has fewer than four positions or does not end where it begins.':
    'Ein Ring des Polygons hat weniger als vier Positionen oder endet nicht, wo er beginnt.',
  'Close the ring.': 'Den Ring schließen.',
  'A line has fewer than two positions.': 'Eine Linie hat weniger als zwei Positionen.',
  'Remove it, or complete it.': 'Entfernen oder ergänzen.',
  'This is not a geometry type of GeoJSON.': 'Das ist kein Geometrietyp von GeoJSON.',
  'The geometries are of several kinds: {list}.': 'Die Geometrien sind von mehreren Arten: {list}.',
  '{count} {kind}': '{count} {kind}',
  'without geometry': 'ohne Geometrie',
  'The geometry is not that of a GeoPackage.': 'Die Geometrie ist nicht die eines GeoPackage.',
  'The geometry is of an extended type, which is not read.':
    'Die Geometrie ist von einem erweiterten Typ, der nicht gelesen wird.',
  'The geometry is nested more than {depth} deep.': 'Die Geometrie ist mehr als {depth} Ebenen tief verschachtelt.',
  'The geometry is a {kind}, which is not read. Export it with straight lines.':
    'Die Geometrie ist eine {kind}, die nicht gelesen wird. Bitte mit geraden Linien ausgeben.',
  'The geometry has the unknown type {type}.': 'Die Geometrie hat den unbekannten Typ {type}.',
  'The geometry is damaged: it names no byte order.': 'Die Geometrie ist beschädigt: Sie nennt keine Bytefolge.',
  'The geometry is damaged: a part has the type {found}, not {type}.':
    'Die Geometrie ist beschädigt: Ein Teil hat den Typ {found}, nicht {type}.',
  'The geometry is cut off.': 'Die Geometrie ist abgeschnitten.',

  // Geodata files
  '{name}: line {line} has more than {most} characters. Write one feature per line.':
    '{name}: Zeile {line} hat mehr als {most} Zeichen. Bitte ein Objekt je Zeile schreiben.',
  'The line is not a GeoJSON feature: {message}': 'Die Zeile ist kein GeoJSON-Objekt: {message}',
  'It holds a zero character (\\u0000), which no text needs.':
    'Sie enthält ein Nullzeichen (\\u0000), das kein Text braucht.',
  'Correct it.': 'Berichtigen.',
  '{name} has {size} MB; JSON files are read up to {most} MB. Split it into several files.':
    '{name} hat {size} MB; JSON-Dateien werden bis {most} MB gelesen. Bitte auf mehrere Dateien aufteilen.',
  '{name} holds a zero character (\\u0000) on line {line}, which no text needs. Remove it.':
    '{name} enthält in Zeile {line} ein Nullzeichen (\\u0000), das kein Text braucht. Bitte entfernen.',
  '{name} is not JSON: it starts with "{start}".': '{name} ist kein JSON: Die Datei beginnt mit „{start}“.',
  '{name} breaks off in the middle of the JSON, after {count} characters. Download it again.':
    '{name} bricht mitten im JSON ab, nach {count} Zeichen. Bitte erneut herunterladen.',
  '{name} is not valid JSON on line {line}, character {place}: {message}.':
    '{name} ist in Zeile {line}, Zeichen {place}, kein gültiges JSON: {message}.',
  '{name} is JSON, but not GeoJSON: its outermost value is not an object with a "type".':
    '{name} ist JSON, aber kein GeoJSON: Der äußerste Wert ist kein Objekt mit „type“.',
  '{name} nests more than {most} levels deep, at {place}. No geometry or property needs that: export it again.':
    '{name} ist mehr als {most} Ebenen tief verschachtelt, bei {place}. Das braucht keine Geometrie und keine Eigenschaft: bitte erneut exportieren.',
  '{name} is a FeatureCollection without features.': '{name} ist eine FeatureCollection ohne Objekte.',
  '{name} is JSON, but not GeoJSON: record {row} has the type {type}, not Feature or a geometry.':
    '{name} ist JSON, aber kein GeoJSON: Datensatz {row} hat den Typ {type}, nicht Feature oder eine Geometrie.',
  '{name} says that its coordinates are in {system}. Transform it to WGS 84: ogr2ogr -t_srs EPSG:4326 new.geojson {name}':
    '{name} gibt als Koordinatensystem {system} an. Bitte nach WGS 84 umrechnen: ogr2ogr -t_srs EPSG:4326 neu.geojson {name}',
  '{name} is the index of a Shapefile. Import the .shp beside it.':
    '{name} ist der Index eines Shapefiles. Bitte die .shp daneben einlesen.',
  '{name} is a part of a Shapefile. Import the .shp beside it, or a .zip of all of them.':
    '{name} ist ein Teil eines Shapefiles. Bitte die .shp daneben einlesen, oder eine .zip mit allen Teilen.',
  'There is no .dbf beside {name}, so its features have no attributes.':
    'Neben {name} liegt keine .dbf, die Objekte haben also keine Attribute.',
  'Keep .shp, .dbf and .prj together, best in one .zip.':
    '.shp, .dbf und .prj zusammen aufbewahren, am besten in einer .zip.',
  '{name} is larger than 2 GB, which no Shapefile may be. Export it again.':
    '{name} ist größer als 2 GB, was kein Shapefile sein darf. Bitte neu ausgeben.',
  '{name} is not a Shapefile: its header is missing. Download it again.':
    '{name} ist kein Shapefile: Der Dateikopf fehlt. Bitte erneut herunterladen.',
  '{name} was cut off: it has {size} of {stated} bytes. Download it again.':
    '{name} ist abgeschnitten: {size} von {stated} Byte sind da. Bitte erneut herunterladen.',
  '{file} names the encoding "{stated}", which is not known.':
    '{file} nennt die Zeichenkodierung „{stated}“, die nicht bekannt ist.',
  'Look at the umlauts in what was imported.': 'Die Umlaute im Übernommenen ansehen.',
  'The .dbf ends here, but the .shp has more features.': 'Die .dbf endet hier, die .shp hat aber mehr Objekte.',
  'The two do not belong together: export them again.': 'Die beiden gehören nicht zusammen: bitte neu ausgeben.',
  '{name} is damaged after feature {row}: {message}. Download it again, or export it anew.':
    '{name} ist nach Objekt {row} beschädigt: {message}. Bitte erneut herunterladen oder neu ausgeben.',
  '{name} is a SQLite database, but not a GeoPackage: {message}. Export the layer as GeoPackage.':
    '{name} ist eine SQLite-Datenbank, aber kein GeoPackage: {message}. Bitte die Ebene als GeoPackage ausgeben.',
  '{name} cannot be read as a GeoPackage: {message}. Download it again, or export the layer anew.':
    '{name} lässt sich nicht als GeoPackage lesen: {message}. Bitte erneut herunterladen oder die Ebene neu ausgeben.',
  '{name} has no layer of features.': '{name} hat keine Ebene mit Objekten.',
  '{name} has {count} layers: {list}. Name the one that is meant: --layer "{table}".':
    '{name} hat {count} Ebenen: {list}. Bitte die gemeinte nennen: --layer "{table}".',
  '{name} has no layer "{wanted}", but {list}.': '{name} hat keine Ebene „{wanted}“, sondern {list}.',
  '{name}: the layer "{table}" is not a table. Export it as one.':
    '{name}: Die Ebene „{table}“ ist keine Tabelle. Bitte als solche ausgeben.',
  'Correct it, or export the layer anew.': 'Berichtigen, oder die Ebene neu ausgeben.',

  // Text
  '{name} is empty. Download it again.': '{name} ist leer. Bitte erneut herunterladen.',
  '{name} starts as UTF-16, but is not UTF-16 throughout. Export it again, in UTF-8.':
    '{name} beginnt als UTF-16, ist es aber nicht durchgehend. Bitte in UTF-8 neu ausgeben.',
  '{name} ends in the middle of a character: it was cut off. Download it again.':
    '{name} endet mitten in einem Zeichen: Die Datei ist abgeschnitten. Bitte erneut herunterladen.',
  '{name} mixes UTF-8 with another encoding, on line {line} or later. Export it again, completely in UTF-8.':
    '{name} mischt UTF-8 mit einer anderen Zeichenkodierung, in Zeile {line} oder später. Bitte vollständig in UTF-8 neu ausgeben.',
  '{name} holds binary content (a zero byte), not text. Export it as CSV or JSON in UTF-8.':
    '{name} enthält Binärdaten (ein Nullbyte), keinen Text. Bitte als CSV oder JSON in UTF-8 ausgeben.',
  '{name} has a line of more than {most} bytes. Its line breaks are missing, or it is no table: export it again.':
    '{name} hat eine Zeile von mehr als {most} Byte. Die Zeilenumbrüche fehlen, oder es ist keine Tabelle: bitte neu ausgeben.',
  '{name} is {kind}.': '{name} ist {kind}.',
  'a ZIP archive or an Excel workbook (.xlsx). Unpack it, or save the sheet as CSV in UTF-8':
    'ein ZIP-Archiv oder eine Excel-Mappe (.xlsx). Bitte entpacken, oder das Blatt als CSV in UTF-8 speichern',
  'an old Excel or Word file (.xls, .doc). Save the sheet as CSV in UTF-8':
    'eine alte Excel- oder Word-Datei (.xls, .doc). Bitte das Blatt als CSV in UTF-8 speichern',
  'compressed with gzip. Unpack it first': 'mit gzip gepackt. Bitte zuerst entpacken',
  'a PDF document. Ask the publisher for the data as CSV or GeoJSON':
    'ein PDF-Dokument. Bitte beim Herausgeber die Daten als CSV oder GeoJSON anfordern',
  'a SQLite database or GeoPackage. Export the layer as GeoJSON in EPSG:4326':
    'eine SQLite-Datenbank oder ein GeoPackage. Bitte die Ebene als GeoJSON in EPSG:4326 ausgeben',
  '{name} is an HTML page, not data: the download probably gave an error or a login page. Open it in a browser to see which, and download again.':
    '{name} ist eine HTML-Seite, keine Daten: Der Download gab wohl eine Fehler- oder Anmeldeseite. Bitte im Browser ansehen, welche, und erneut herunterladen.',
  '{name} is XML. Ask for the data as CSV or GeoJSON.':
    '{name} ist XML. Bitte die Daten als CSV oder GeoJSON anfordern.',
  '{name} holds nothing but white space. Download it again.':
    '{name} enthält nur Leerraum. Bitte erneut herunterladen.',

  // Imports as such
  '--crs: the coordinates of {name}, if it has any, are in the system of its format. Leave the option out.':
    '--crs: Die Koordinaten von {name}, wenn es welche gibt, sind im System des Formats. Bitte die Option weglassen.',
  '--layer: {name} has no layers. Leave the option out.':
    '--layer: {name} hat keine Ebenen. Bitte die Option weglassen.',
  '--evidence: {name} makes no statements about networks, or what they rest on is certain. Leave the option out.':
    '--evidence: {name} sagt nichts über Netze aus, oder es steht fest, worauf die Aussagen beruhen. Bitte die Option weglassen.',
  '{removed} of {stored} {what} are no longer in the file, and nothing refers to them.':
    '{removed} von {stored} {what} stehen nicht mehr in der Datei, und nichts verweist darauf.',
  '1 of {stored} {what} is no longer in the file, and nothing refers to it.':
    '1 von {stored} {what} steht nicht mehr in der Datei, und nichts verweist darauf.',
  'They are removed. If that is too many, the file was cut off or is of a part of the city: ask the sender.':
    'Sie werden entfernt. Wenn das zu viele sind, ist die Datei abgeschnitten oder gilt für einen Teil der Stadt: beim Absender nachfragen.',
  'It is removed. If that is too many, the file was cut off or is of a part of the city: ask the sender.':
    'Der Eintrag wird entfernt. Wenn das zu viel ist, ist die Datei abgeschnitten oder gilt für einen Teil der Stadt: beim Absender nachfragen.',
  'The file lacks {missing} of the {stored} {what} that earlier files have brought ({share} %); {removed} of them would be gone{stay}.':
    'Der Datei fehlen {missing} der {stored} {what}, die frühere Dateien brachten ({share} %); {removed} davon würden entfallen{stay}.',
  ', {count} stay because something refers to them': ', {count} bleiben, weil etwas auf sie verweist',
  'They are removed, as --allow-removals says.': 'Sie werden entfernt, wie --allow-removals es sagt.',
  'It may be cut off, or of a part of the city: ask the sender. If they are really gone, import it with --allow-removals.':
    'Sie ist vielleicht abgeschnitten oder gilt für einen Teil der Stadt: beim Absender nachfragen. Wenn sie wirklich entfallen, mit --allow-removals einlesen.',
  'The file holds no record.': 'Die Datei enthält keinen Datensatz.',
  'The same {columns} stands in row {first}.': 'Derselbe Wert von {columns} steht in Zeile {first}.',
  ' and ': ' und ',
  'Remove one of the two, or give it its own.': 'Eine der beiden entfernen, oder ihr einen eigenen Wert geben.',
  'The database does not take the data: {message}.': 'Die Datenbank nimmt die Daten nicht an: {message}.',
  'Correct it in the file.': 'In der Datei berichtigen.',
  'The data is taken to describe {date}: {why}.': 'Die Daten gelten für den {date}: {why}.',
  'The data is said to describe {date}, which lies in the future: {why}.':
    'Die Daten sollen den {date} beschreiben, der in der Zukunft liegt: {why}.',
  'Correct the day in the file, or name the right one with --date.':
    'Den Tag in der Datei berichtigen, oder den richtigen mit --date angeben.',
  'Use --date to say otherwise.': 'Ein anderes Datum lässt sich mit --date angeben.',
});
