// What the imports of availability and of mobile networks say of a file. What their checks say is beside it in SQL.
import { phrases } from '@stadtlage/imports';

export const say = phrases({
  'Correct it.': 'Berichtigen.',
  'It is left out.': 'Sie wird ausgelassen.',

  // Deliveries
  '{name} does not say of which day it is. Name the day with --date, for example --date 2024-06-30.':
    '{name} nennt ihren Stand nicht. Bitte den Tag mit --date angeben, zum Beispiel --date 2024-06-30.',
  '{name} does not say of which day it is. Name the day with --date, for example --date 2024-06-30, or add a column stand.':
    '{name} nennt ihren Stand nicht. Bitte den Tag mit --date angeben, zum Beispiel --date 2024-06-30, oder eine Spalte stand ergänzen.',
  'the day is in the name of the file': 'der Tag steht im Dateinamen',
  'the day is in the name of the layer': 'der Tag steht im Namen der Ebene',
  'the first row says so in the column {column}': 'die erste Zeile sagt es in der Spalte {column}',
  'The column is not known.': 'Die Spalte ist nicht bekannt.',
  'The evidence is not known.': 'Der Nachweis ist nicht bekannt.',
  'Write measurement, city, operator or official_grid.':
    'Messung (measurement), Stadt (city), Anbieter (operator) oder amtlich (official_grid) schreiben.',
  'strasse, hnr, plz, ort (or adress_id), technologie, download, upload; if known anschlussstufe, nutzung, anbieter, gueltig_ab, nachweis':
    'strasse, hnr, plz, ort (oder adress_id), technologie, download, upload; wenn bekannt anschlussstufe, nutzung, anbieter, gueltig_ab, nachweis',
  'cell and columns such as down_fn_hh_ftthb_1000; or cell, technology, download, upload, operator, level':
    'cell und Spalten wie down_fn_hh_ftthb_1000; oder cell, technology, download, upload, operator, level',
  'A mobile network is not offered at an address.': 'Ein Mobilfunknetz wird nicht an einer Adresse angeboten.',
  'Import it as mobile-availability.': 'Als mobile-availability einlesen.',
  'The technology is not known.': 'Die Technologie ist nicht bekannt.',
  'Codes are 10, 40, 50, 60, 61, 70, 71, 72 and 0.': 'Die Codes sind 10, 40, 50, 60, 61, 70, 71, 72 und 0.',
  'Write ftth, fttb, fttc, hfc, dsl, fixed_wireless, satellite or other.':
    'FTTH, FTTB, FTTC, Kabel (hfc), DSL, Funk (fixed_wireless), Satellit (satellite) oder sonstige (other) schreiben.',
  'The connection level is not known.': 'Die Anschlussstufe ist nicht bekannt.',
  'Write passed, prepared, connected or activated, or leave it empty.':
    'in der Straße (passed), am Gebäude (prepared), im Gebäude (connected) oder in Betrieb (activated) schreiben, oder leer lassen.',
  'The use is not known.': 'Die Nutzung ist nicht bekannt.',
  'Write residential, commercial or any.': 'privat (residential), gewerblich (commercial) oder alle (any) schreiben.',
  'A speed is a number of Mbit/s from 0 to 1,000,000.':
    'Eine Geschwindigkeit ist eine Zahl in Mbit/s von 0 bis 1.000.000.',
  'Write it as 1000 or 16,5, without separators of thousands.': 'Als 1000 oder 16,5 schreiben, ohne Tausendertrennung.',
  'Write it as 1000 or 16,5.': 'Als 1000 oder 16,5 schreiben.',
  'This is not a day.': 'Das ist kein Tag.',
  'This day lies in the future.': 'Dieser Tag liegt in der Zukunft.',
  'Write the day as expected, and the status planned.':
    'Den Tag als expected schreiben, und als Stand geplant (planned).',
  'Write it as 2024-06-30 or 30.06.2024.': 'Als 2024-06-30 oder 30.06.2024 schreiben.',
  'A name is longer than 200 characters.': 'Ein Name ist länger als 200 Zeichen.',

  // The Breitbandatlas
  'AGS, and shares such as "alle Technologien ≥ 50 Mbit/s" or "CATV_50"; or Technologie, Flaechenart, Verfügbarkeit; or firmen_in_gwg_gesamt and what of them is connected':
    'AGS und Anteile wie „alle Technologien ≥ 50 Mbit/s“ oder „CATV_50“; oder Technologie, Flaechenart, Verfügbarkeit; oder firmen_in_gwg_gesamt und was davon angeschlossen ist',
  'there is no column with a technology and a speed.':
    'Es gibt keine Spalte mit einer Technologie und einer Geschwindigkeit.',
  'The share is a little over 100 percent.': 'Der Anteil liegt etwas über 100 Prozent.',
  'It is taken as 100.': 'Er gilt als 100.',
  'A share is a number from 0 to 100.': 'Ein Anteil ist eine Zahl von 0 bis 100.',
  'Correct it, or leave it empty if it is unknown.': 'Berichtigen, oder leer lassen, wenn er unbekannt ist.',
  'The key (AGS) of a district has 5 digits.': 'Der Schlüssel (AGS) eines Kreises hat 5 Ziffern.',
  'The key (AGS) of a municipality has 8 digits.': 'Der Schlüssel (AGS) einer Gemeinde hat 8 Ziffern.',
  'A spreadsheet has taken its leading zero: add it.':
    'Eine Tabellenkalkulation hat die führende Null entfernt: bitte ergänzen.',
  'Correct the key.': 'Den Schlüssel berichtigen.',
  'A number of firms is a whole number.': 'Eine Zahl von Firmen ist eine ganze Zahl.',
  'The value is not known.': 'Der Wert ist nicht bekannt.',
  'The parts do not add up to the total.': 'Die Teile ergeben nicht die Summe.',
  'They are kept as they are: ask the publisher.': 'Sie bleiben, wie sie sind: beim Herausgeber nachfragen.',
  'the year is in the file name, and the atlas describes the middle of a year':
    'das Jahr steht im Dateinamen, und der Atlas beschreibt die Mitte eines Jahres',
  '{name}: no year is in the file name, so the day that the data describes is not known. Name it with --date, for example --date 2021-06-30.':
    '{name}: Im Dateinamen steht kein Jahr, der Stand der Daten ist also nicht bekannt. Bitte mit --date angeben, zum Beispiel --date 2021-06-30.',
  'The column names no technology and speed.': 'Die Spalte nennt keine Technologie und Geschwindigkeit.',
  '{count} shares are empty in the file.': '{count} Anteile sind in der Datei leer.',
  'They are left out: unknown is not zero.': 'Sie werden ausgelassen: Unbekannt ist nicht null.',
  '{count} municipalities have no firm in a business park.':
    '{count} Gemeinden haben keine Firma in einem Gewerbegebiet.',
  'They are left out: of nothing there is no share.': 'Sie werden ausgelassen: Von nichts gibt es keinen Anteil.',
  'Known are 5G, LTE and UMTS with a speed (LTE10), and Mobil Alle.':
    'Bekannt sind 5G, LTE und UMTS mit einer Geschwindigkeit (LTE10) und Mobil Alle.',
  'Known are {names}.': 'Bekannt sind {names}.',
  '"Mobil Alle" names no speed: it is kept as 0, any speed.':
    '„Mobil Alle“ nennt keine Geschwindigkeit: Es wird als 0 geführt, jede Geschwindigkeit.',
  'The columns name no technology and no speed: the shares are kept as those of any.':
    'Die Spalten nennen weder Technologie noch Geschwindigkeit: Die Anteile gelten für jede.',
  'Columns named 300 are taken for all technologies together: no technology is ahead of them.':
    'Spalten namens 300 gelten für alle Technologien zusammen: Vor ihnen steht keine Technologie.',

  // Cells of 100 m
  'This is a cell of another size than 100 m.': 'Das ist eine Zelle anderer Größe als 100 m.',
  'This is not the code of a 100 m cell.': 'Das ist nicht der Name einer 100-m-Zelle.',
  'Write it as CRS3035RES100mN3099500E4151500 or 100mN30995E41515.':
    'Als CRS3035RES100mN3099500E4151500 oder 100mN30995E41515 schreiben.',
  'The corner of a 100 m cell is a multiple of 100 m.': 'Die Ecke einer 100-m-Zelle ist ein Vielfaches von 100 m.',
  'Correct the code.': 'Den Namen berichtigen.',
  'The cell lies outside Germany.': 'Die Zelle liegt außerhalb Deutschlands.',
  'North and east are swapped: N comes first.': 'Nord und Ost sind vertauscht: N steht vorn.',
  'Check that the grid is EPSG:3035.': 'Prüfen, ob das Gitter in EPSG:3035 ist.',
  '{name} has no column such as down_fn_hh_ftthb_1000. Found: {titles}.':
    '{name} hat keine Spalte wie down_fn_hh_ftthb_1000. Gefunden: {titles}.',
  'Cells are named by the column {code}.': 'Die Spalte {code} nennt die Zellen.',
  'Cells are named by where their middle lies.': 'Die Zellen ergeben sich daraus, wo ihre Mitte liegt.',
  'This is no square of 100 m.': 'Das ist kein Quadrat von 100 m.',
  'Export the layer of the 100 m grid.': 'Die Ebene des 100-m-Gitters ausgeben.',

  // Mobile networks
  'A covered area is a Polygon or a MultiPolygon.': 'Eine versorgte Fläche ist ein Polygon oder ein MultiPolygon.',
  'Sites are imported as mobile-sites.': 'Standorte werden als mobile-sites eingelesen.',
  '3G is kept for sites only: no network here has it any more.':
    '3G gibt es nur bei Standorten: Kein Netz hier bietet es noch.',
  'Write 2g, 4g, 5g or 5g_sa.': '2g, 4g, 5g oder 5g_sa schreiben.',
  'This is neither yes nor no.': 'Das ist weder ja noch nein.',
  'Write true or false.': 'ja (true) oder nein (false) schreiben.',
  'A site is a Point.': 'Ein Standort ist ein Point.',
  'Covered areas are imported as mobile-availability.': 'Versorgte Flächen werden als mobile-availability eingelesen.',
  'The site has no identifier of at most 100 characters.': 'Der Standort hat keine Kennung von höchstens 100 Zeichen.',
  'Give each site one, so that it is known again.': 'Jedem Standort eine geben, damit er wiedererkannt wird.',
  'The technologies are not known.': 'Die Technologien sind nicht bekannt.',
  'Write some of 2g, 3g, 4g, 5g and 5g_sa, with commas between them.':
    'Einige von 2g, 3g, 4g, 5g und 5g_sa schreiben, mit Kommas dazwischen.',
  'The status is not known.': 'Der Stand ist nicht bekannt.',
  'Write planned or live.': 'geplant (planned) oder in Betrieb (live) schreiben.',
  'A planned site is not in use since a day.': 'Ein geplanter Standort ist nicht seit einem Tag in Betrieb.',
  'Write the day as expected, or the status live.': 'Den Tag als expected schreiben, oder als Stand live.',
  'This is no whole number up to {most}.': 'Das ist keine ganze Zahl bis {most}.',
  'Correct it, or leave it empty.': 'Berichtigen oder leer lassen.',
  'The first column has no name: it numbers the rows.': 'Die erste Spalte hat keinen Namen: Sie zählt die Zeilen.',
  'No column names the radio: the technology of the cells stays unknown.':
    'Keine Spalte nennt die Funktechnik (radio): Die Technologie der Zellen bleibt unbekannt.',
  'No column names the area, which tells cells with the same number apart.':
    'Keine Spalte nennt das Gebiet (area), das Zellen gleicher Nummer unterscheidet.',
  'All are kept.': 'Alle werden behalten.',
  'A cell has mcc, net and a number.': 'Eine Zelle hat mcc, net und eine Nummer.',
  'Complete the row, or remove it.': 'Die Zeile ergänzen oder entfernen.',
});
