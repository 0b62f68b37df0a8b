// What the imports of rollout projects and fibre networks say of a file. What their checks say is beside it in SQL.
import { phrases } from '@stadtlage/imports';

export const say = phrases({
  'Correct it.': 'Berichtigen.',
  'Remove it.': 'Entfernen.',
  'Remove one.': 'Eine entfernen.',
  'Give its name.': 'Den Namen angeben.',
  'They are left out.': 'Sie werden ausgelassen.',

  // Rollout projects
  '--evidence: what is said of a project rests on operator or city, not on {class}.':
    '--evidence: Was von einem Vorhaben gesagt wird, beruht auf operator oder city, nicht auf {class}.',
  'The entry names no project.': 'Der Eintrag nennt kein Projekt.',
  'Give the id of the project, or its name.': 'Die Kennung des Projekts oder seinen Namen angeben.',
  'The phase has no letter and no digit.': 'Der Bauabschnitt enthält weder Buchstaben noch Ziffern.',
  'Give it a name.': 'Einen Namen angeben.',
  'The provider has no letter and no digit.': 'Das Unternehmen enthält weder Buchstaben noch Ziffern.',
  'Write its name.': 'Den Namen schreiben.',
  'A demand aggregation has no deadline.': 'Eine Nachfragebündelung hat keinen Stichtag.',
  'Give its last day: it tells one try from the next.':
    'Den letzten Tag angeben: Er unterscheidet einen Anlauf vom nächsten.',
  'The demand aggregation ends before it starts.': 'Die Nachfragebündelung endet, bevor sie beginnt.',
  'Correct one of the two days.': 'Einen der beiden Tage berichtigen.',
  'A count of pre-orders has no day.': 'Eine Zahl von Vorverträgen hat keinen Tag.',
  'Give the status and its date in the same row.': 'Stand und Datum in derselben Zeile angeben.',
  'An amount of funding names no programme.': 'Ein Förderbetrag nennt kein Programm.',
  'The funding was granted before it was applied for.': 'Die Förderung wurde bewilligt, bevor sie beantragt war.',
  'A date or promised window has no status.': 'Ein Datum oder ein zugesagter Zeitraum hat keinen Stand.',
  'Say where the project stands: {codes}.': 'Angeben, wo das Projekt steht: {codes}.',
  'The status has no date.': 'Der Stand hat kein Datum.',
  'Say from when it holds, or name one day for the whole file with --date.':
    'Angeben, ab wann er gilt, oder mit --date einen Tag für die ganze Datei nennen.',
  'The promised window ends before it begins.': 'Der zugesagte Zeitraum endet, bevor er beginnt.',
  'Correct one of its two days.': 'Einen der beiden Tage berichtigen.',
  'The promised window has no last day.': 'Der zugesagte Zeitraum hat keinen letzten Tag.',
  'It is taken, but not counted as a promise: nobody can miss it.':
    'Er wird übernommen, zählt aber nicht als Zusage: Niemand kann ihn versäumen.',
  'The promised window ended before the day of the status.':
    'Der zugesagte Zeitraum endete vor dem Tag, für den der Stand gilt.',
  'It is taken. Check whether a new window was promised.':
    'Er wird übernommen. Prüfen, ob ein neuer Zeitraum zugesagt wurde.',
  'The promised window ends more than {years} years on.':
    'Der zugesagte Zeitraum endet erst in mehr als {years} Jahren.',
  'It is taken. Check the years.': 'Er wird übernommen. Bitte die Jahre prüfen.',
  'The area cannot be read.': 'Die Fläche lässt sich nicht lesen.',
  'Write it as POLYGON ((longitude latitude, …)) or MULTIPOLYGON in WGS 84.':
    'Als POLYGON ((Länge Breite, …)) oder MULTIPOLYGON in WGS 84 schreiben.',
  'The area of row {row} is not an area.': 'Die Fläche der Zeile {row} ist keine Fläche.',
  'It must be a Polygon or a MultiPolygon.': 'Sie muss ein Polygon oder ein MultiPolygon sein.',
  'This is not a day of the calendar.': 'Das ist kein Tag des Kalenders.',
  'Write it as YYYY-MM-DD or DD.MM.YYYY; a window may also be a month (2025-06), a quarter (Q2 2025) or a year.':
    'Als JJJJ-MM-TT oder TT.MM.JJJJ schreiben; ein Zeitraum darf auch ein Monat (2025-06), ein Quartal (Q2 2025) oder ein Jahr sein.',
  'This day lies in the future.': 'Dieser Tag liegt in der Zukunft.',
  'Write the day since when the status holds. What is promised for later stands in {from} and {to}.':
    'Den Tag schreiben, seit dem der Stand gilt. Was für später zugesagt ist, steht in {from} und {to}.',
  'The {column} is not known.': 'Der Wert in {column} ist nicht bekannt.',
  'Use one of {codes}.': 'Einen dieser Werte verwenden: {codes}.',
  'This is not an amount in euros.': 'Das ist kein Betrag in Euro.',
  'This is not percent, above 0 and up to 100.': 'Das ist kein Anteil in Prozent, größer als 0 und höchstens 100.',
  'Correct it, or leave it out.': 'Berichtigen oder weglassen.',
  'This is not a whole number.': 'Das ist keine ganze Zahl.',
  'The column "{name}" is not used.': 'Die Spalte „{name}“ wird nicht verwendet.',
  'The history is not a list of at most {most} objects.': 'Der Verlauf ist keine Liste von höchstens {most} Objekten.',
  'Write it as a list of objects with "status" and "status_date".':
    'Als Liste von Objekten mit „status“ und „status_date“ schreiben.',

  // Fibre networks: files
  '{name} holds CSV tables beside other files: {files}. Import one format at a time.':
    '{name} enthält CSV-Tabellen neben anderen Dateien: {files}. Bitte ein Format nach dem anderen einlesen.',
  '{name} has not the tables of a network. Import a folder or a ZIP archive with {tables}, or those of them that there are.':
    '{name} hat nicht die Tabellen eines Netzes. Bitte einen Ordner oder ein ZIP-Archiv mit {tables} einlesen, soweit es sie gibt.',
  'Not every file is a table of the standard.': 'Nicht jede Datei ist eine Tabelle des Standards.',
  '{name} holds several formats: {files}. Import one at a time.':
    '{name} enthält mehrere Formate: {files}. Bitte eines nach dem anderen einlesen.',
  '{name} is a FeatureCollection without features.': '{name} ist eine FeatureCollection ohne Objekte.',
  '{name} says that its coordinates are in {system}. Transform it to WGS 84 (EPSG:4326).':
    '{name} gibt als Koordinatensystem {system} an. Bitte nach WGS 84 (EPSG:4326) umrechnen.',
  'This is no GeoJSON feature with properties.': 'Das ist kein GeoJSON-Objekt mit Eigenschaften.',
  'The feature does not say which network it belongs to.': 'Das Objekt sagt nicht, zu welchem Netz es gehört.',
  'The feature does not say which kind it is of.': 'Das Objekt sagt nicht, von welcher Art es ist.',
  'Write "node" or "span".': '„node“ oder „span“ schreiben.',
  'The features refer to more than {most} phases and organisations. Import the network as JSON Lines instead.':
    'Die Objekte verweisen auf mehr als {most} Bauabschnitte und Organisationen. Bitte das Netz als JSON Lines einlesen.',
  '{file}, line {line}': '{file}, Zeile {line}',
  '{file}, row {row}': '{file}, Zeile {row}',
  '{file}, feature {row}': '{file}, Objekt {row}',
  '{file}, network {row}': '{file}, Netz {row}',
  '{name} is not a network package of the Open Fibre Data Standard: it has no list "networks".{found}':
    '{name} ist kein Netzpaket des Open Fibre Data Standard: Es hat keine Liste „networks“.{found}',
  ' Found: {names}.': ' Gefunden: {names}.',
  '{name} is a package without networks.': '{name} ist ein Paket ohne Netze.',
  '{at} is a node or a span, not a network: this is a bulk file that belongs to a network. Put its lines into the lists "nodes" and "spans" of the network.':
    '{at} ist ein Knoten oder eine Strecke, kein Netz: Dies ist eine Massendatei, die zu einem Netz gehört. Bitte ihre Zeilen in die Listen „nodes“ und „spans“ des Netzes aufnehmen.',
  '{name} holds a zero character (\\u0000) on line {line}, which no text needs. Remove it.':
    '{name} enthält in Zeile {line} ein Nullzeichen (\\u0000), das kein Text braucht. Bitte entfernen.',
  '{name} has a line of more than {most} MB. Write one network or feature a line, or use a network package.':
    '{name} hat eine Zeile von mehr als {most} MB. Bitte ein Netz oder Objekt je Zeile schreiben oder ein Netzpaket verwenden.',
  '{name} is not UTF-8 on line {line}. Save it in UTF-8.':
    '{name} ist in Zeile {line} nicht UTF-8. Bitte in UTF-8 speichern.',
  '{name} breaks off in the middle of line {line}. Download it again.':
    '{name} bricht mitten in Zeile {line} ab. Bitte erneut herunterladen.',
  '{name} is not JSON on line {line}: {message}': '{name} ist in Zeile {line} kein JSON: {message}',
  '{name} cannot be unpacked: {message}. Download it again.':
    '{name} lässt sich nicht entpacken: {message}. Bitte erneut herunterladen.',
  '{name} holds more than {most} files.': '{name} enthält mehr als {most} Dateien.',
  '{name} is a ZIP archive without a CSV, JSON or GeoJSON file.':
    '{name} ist ein ZIP-Archiv ohne CSV-, JSON- oder GeoJSON-Datei.',
  '{name} unpacks to more than {most} GB. Import its files one by one.':
    '{name} wird entpackt größer als {most} GB. Bitte die Dateien einzeln einlesen.',
  '{name}: {entry} is more than {times} times as large as in the archive, as only a ZIP bomb is. Ask the sender for the unpacked file.':
    '{name}: {entry} ist mehr als {times}-mal so groß wie im Archiv, wie nur eine ZIP-Bombe. Bitte beim Absender die entpackte Datei anfordern.',
  'The tables {tables} come without networks.csv, which names the network. Put it beside them.':
    'Zu den Tabellen {tables} fehlt networks.csv, die das Netz nennt. Bitte danebenlegen.',
  'The row belongs to a network that networks.csv does not have.':
    'Die Zeile gehört zu einem Netz, das in networks.csv nicht steht.',
  'Correct the id, or add the network.': 'Die Kennung berichtigen oder das Netz ergänzen.',
  'Rows of {table}.csv belong to nothing in {parent}.csv.': 'Zeilen von {table}.csv gehören zu nichts in {parent}.csv.',
  'They are left out. Complete the table, or correct their ids.':
    'Sie werden ausgelassen. Die Tabelle ergänzen oder die Kennungen berichtigen.',
  '{name} has more than {most} rows. Import the network as JSON Lines instead.':
    '{name} hat mehr als {most} Zeilen. Bitte das Netz als JSON Lines einlesen.',
  'id, then columns such as nodes/0/id': 'id, dann Spalten wie nodes/0/id',
  'locations and routes stand in columns of their own, as in version 0.2 or earlier. Version 0.3 is read: write them as well-known text, such as POINT (7.9 51.8).':
    'Orte und Verläufe stehen in eigenen Spalten, wie in Version 0.2 oder älter. Gelesen wird Version 0.3: bitte als Well-known Text schreiben, etwa POINT (7.9 51.8).',
  'Write it with a decimal point, without a unit.': 'Mit Dezimalpunkt und ohne Einheit schreiben.',
  'Write "true" or "false", or leave it empty.': '„true“ oder „false“ schreiben oder leer lassen.',
  'Write POINT (7.9 51.8).': 'POINT (7.9 51.8) schreiben.',
  'Write LINESTRING (7.9 51.8, 8 51.9).': 'LINESTRING (7.9 51.8, 8 51.9) schreiben.',

  // Fibre networks: the standard
  '"{list}" is not a list.': '„{list}“ ist keine Liste.',
  'Write it as [ … ].': 'Als [ … ] schreiben.',
  'Write it as an object, in braces.': 'Als Objekt schreiben, in geschweiften Klammern.',
  'An entry of "{list}" is not an object.': 'Ein Eintrag von „{list}“ ist kein Objekt.',
  '{at} is not an object.': '{at} ist kein Objekt.',
  '{at} has its coordinates in {crs}. The standard needs WGS 84 (CRS84), longitude before latitude: transform them.':
    '{at} hat Koordinaten in {crs}. Der Standard braucht WGS 84 (CRS84), Länge vor Breite: bitte umrechnen.',
  'the network says so (collectionDate, else publicationDate)':
    'das Netz sagt es (collectionDate, sonst publicationDate)',
  'This is not a number.': 'Das ist keine Zahl.',
  'This is not a number of {unit}.': 'Das ist keine Zahl in {unit}.',
  'This is not a whole number from 0 to {most}.': 'Das ist keine ganze Zahl von 0 bis {most}.',
  'This is not true or false.': 'Das ist weder true noch false.',
  'This is not well-known text.': 'Das ist kein Well-known Text.',
  'This is not a calendar day.': 'Das ist kein Kalendertag.',
  'Write it as YYYY-MM-DD.': 'Als JJJJ-MM-TT schreiben.',
  'This is not a text.': 'Das ist kein Text.',
  'This is not an object.': 'Das ist kein Objekt.',
  'This is not a list.': 'Das ist keine Liste.',
  'The length of the fibre fits the line in metres; the standard counts kilometres.':
    'Die Länge der Faser passt zur Linie in Metern; der Standard zählt Kilometer.',
  'It is taken as metres. Divide it by 1000.': 'Sie wird als Meter gelesen. Bitte durch 1000 teilen.',
  'The network has coordinates, but does not name their system.':
    'Das Netz hat Koordinaten, nennt aber ihr Koordinatensystem nicht.',
  'They are taken as WGS 84. Write {uri}.': 'Sie gelten als WGS 84. {uri} schreiben.',
  '{count} nodes and spans lie outside Germany.': '{count} Knoten und Strecken liegen außerhalb Deutschlands.',
  'They are taken. Check that this is the right file.': 'Sie werden übernommen. Prüfen, ob es die richtige Datei ist.',
  'The network has no name.': 'Das Netz hat keinen Namen.',
  'Its id is shown instead.': 'Stattdessen wird seine Kennung gezeigt.',
  'The coordinate system is not named as the standard names it.':
    'Das Koordinatensystem ist nicht so benannt wie im Standard.',
  'Write {uri}.': '{uri} schreiben.',
  'The first link is not the one to the schema of version 0.3.':
    'Der erste Verweis ist nicht der auf das Schema der Version 0.3.',
  'It is read as version 0.3. Begin "links" with {href}.': 'Gelesen als Version 0.3. „links“ mit {href} beginnen.',
  'The network publishes {list} in another file.': 'Das Netz veröffentlicht {list} in einer anderen Datei.',
  'Links are not followed: put those {list} into the list "{list}" of the network.':
    'Verweisen wird nicht gefolgt: bitte diese {list} in die Liste „{list}“ des Netzes aufnehmen.',
  'null is no value of the standard.': 'null ist kein Wert des Standards.',
  'It is taken as if the field were absent.': 'Es gilt, als fehlte das Feld.',
  'A {item} needs "{name}".': '{item} braucht „{name}“.',
  'The standard requires it.': 'Der Standard verlangt es.',
  '"{name}" is missing.': '„{name}“ fehlt.',
  'The list is empty.': 'Die Liste ist leer.',
  'Leave it out.': 'Weglassen.',
  'This entry stands in the list twice.': 'Dieser Eintrag steht zweimal in der Liste.',
  'An id is a text, not a number.': 'Eine Kennung ist ein Text, keine Zahl.',
  'It is taken as "{value}".': 'Sie gilt als „{value}“.',
  'The id is empty.': 'Die Kennung ist leer.',
  'Give it one.': 'Eine angeben.',
  'The text is empty.': 'Der Text ist leer.',
  'Leave the field out.': 'Das Feld weglassen.',
  'This is not in the codelist {name}.': 'Das steht nicht in der Codeliste {name}.',
  'Use one of {examples}.': 'Einen dieser Werte verwenden: {examples}.',
  'The list is open, so it is taken. It has {examples}.':
    'Die Liste ist offen, der Wert wird also übernommen. Sie enthält {examples}.',
  '{codes} and {count} others': '{codes} und {count} weitere',
  'The id of a network is not a UUID.': 'Die Kennung eines Netzes ist keine UUID.',
  'It is taken. The standard requires one: https://www.rfc-editor.org/rfc/rfc4122':
    'Sie wird übernommen. Der Standard verlangt eine: https://www.rfc-editor.org/rfc/rfc4122',
  'This is not a web address.': 'Das ist keine Webadresse.',
  'Write it with its scheme, such as https://.': 'Mit dem Schema schreiben, etwa https://.',
  'The place of {item} is not a {type}.': 'Der Ort von {item} ist kein {type}.',
  'Correct or remove it.': 'Berichtigen oder entfernen.',
  'A geometry has nothing but "type" and "coordinates".': 'Eine Geometrie hat nur „type“ und „coordinates“.',
  'Remove the rest.': 'Den Rest entfernen.',
  'This nests more than {deepest} levels deep.': 'Das ist mehr als {deepest} Ebenen tief verschachtelt.',
  'The standard has no field "{name}" here.': 'Der Standard hat hier kein Feld „{name}“.',
  'It is kept and given out again.': 'Es wird behalten und wieder ausgegeben.',
  '{fix} Said once.': '{fix} Einmal gemeldet.',

  // Fibre networks: versions
  '{at} follows version {number} of the Open Fibre Data Standard. Version 0.3 is read: {advice}':
    '{at} folgt der Version {number} des Open Fibre Data Standard. Gelesen wird Version 0.3: {advice}',
  '{at} looks like version {number} of the Open Fibre Data Standard ({sign}). Version 0.3 is read: {advice}':
    '{at} sieht nach Version {number} des Open Fibre Data Standard aus ({sign}). Gelesen wird Version 0.3: {advice}',
  'it has "relatedResources"': 'es hat „relatedResources“',
  '"{list}" have one "networkProvider"': '„{list}“ haben einen „networkProvider“',
  '"publisher" is a text': '„publisher“ ist ein Text',
  'ask the publisher for that edition, or see whether a newer Stadtlage reads this one.':
    'bitte beim Herausgeber jene Ausgabe anfordern, oder prüfen, ob ein neueres Stadtlage diese liest.',
  'ask the publisher for it, or change the file: {changes}.':
    'bitte beim Herausgeber anfordern oder die Datei ändern: {changes}.',
  '"networkProvider" becomes the list "networkProviders"': '„networkProvider“ wird zur Liste „networkProviders“',
  '"publisher" becomes an object with "name" and "identifier"':
    '„publisher“ wird ein Objekt mit „name“ und „identifier“',
  '"fibreLength" is in kilometres': '„fibreLength“ ist in Kilometern',
  'CSV tables hold locations and routes as well-known text':
    'CSV-Tabellen enthalten Orte und Verläufe als Well-known Text',
  'the first of "links" names the schema of 0__3__0': 'der erste Eintrag von „links“ nennt das Schema 0__3__0',
});
