/** Whether there is fibre, in Leichte Sprache; by the codes of the GraphQL schema. */
export const FIBRE: Record<string, readonly string[]> = {
  ACTIVATED: ['Ja.', 'In diesem Haus gibt es Glas-Faser.', 'Jemand nutzt die Glas-Faser schon.'],
  CONNECTED: ['Ja.', 'Das Kabel aus Glas-Faser ist im Haus.'],
  PREPARED: ['Noch nicht ganz.', 'Das Kabel geht bis an das Haus.', 'Im Haus ist noch kein Kabel.'],
  PASSED: ['Noch nicht im Haus.', 'Das Kabel liegt in der Straße.', 'Im Haus ist noch kein Kabel.'],
  LEVEL_UNKNOWN: [
    'Vielleicht.',
    'Jemand sagt: Hier gibt es Glas-Faser.',
    'Ist das Kabel schon im Haus?',
    'Das wissen wir nicht.',
    'Fragen Sie die Firma.',
  ],
  UNDER_CONSTRUCTION: ['Noch nicht.', 'Eine Firma baut hier gerade Glas-Faser.'],
  PLANNED: ['Noch nicht.', 'Eine Firma will hier Glas-Faser bauen.'],
  NONE: ['Wir kennen hier noch keine Glas-Faser.', 'Es gibt hier aber anderes Internet.'],
  UNKNOWN: [
    'Das wissen wir nicht.',
    'Niemand hat uns etwas gesagt.',
    'Vielleicht gibt es hier trotzdem Glas-Faser.',
    'Fragen Sie eine Internet-Firma.',
  ],
};

export const TECHNOLOGY: Record<string, string> = {
  FTTH: 'Glas-Faser bis in die Wohnung',
  FTTB: 'Glas-Faser bis in das Haus',
  FTTC: 'Telefon-Kabel mit schnellem Internet',
  HFC: 'Fernseh-Kabel',
  DSL: 'Telefon-Kabel',
  FIXED_WIRELESS: 'Funk',
  SATELLITE: 'Satellit',
  OTHER: 'anderes Internet',
};

export const MOBILE: Record<string, string> = { G2: '2G', G4: '4G', G5: '5G', G5_SA: '5G' };

/** Where a project stands; {firm} stands for who builds. */
export const STATUS: Record<string, readonly string[]> = {
  ANNOUNCED: ['{firm} sagt: Wir wollen hier Glas-Faser bauen.'],
  DEMAND_AGGREGATION: [
    '{firm} fragt die Menschen: Wollen Sie Glas-Faser?',
    'Wollen genug Menschen Glas-Faser?',
    'Dann baut die Firma.',
  ],
  REJECTED: ['{firm} wollte hier bauen.', 'Die Firma baut hier jetzt nicht.'],
  FUNDING_APPLICATION: [
    'Hier soll jemand Glas-Faser bauen.',
    'Dafür braucht man Geld vom Staat.',
    'Das Geld ist noch nicht da.',
  ],
  TENDERED: ['Die Stadt sucht eine Firma.', 'Die Firma soll hier Glas-Faser bauen.'],
  PLANNED: ['{firm} plant hier Glas-Faser.', 'Der Bau fängt später an.'],
  UNDER_CONSTRUCTION: ['{firm} baut hier gerade.'],
  PASSED: ['{firm} hat Kabel in die Straße gelegt.'],
  PREPARED: ['{firm} hat Kabel bis an die Häuser gelegt.'],
  CONNECTED: ['{firm} hat die Häuser verbunden.'],
  ACTIVATED: ['{firm} ist fertig.', 'Die Glas-Faser funktioniert.'],
  PAUSED: ['{firm} macht eine Pause.', 'Der Bau geht gerade nicht weiter.'],
  DECOMMISSIONED: ['{firm} hat das Netz abgeschaltet.'],
};

/** What comes next, and what people can do: as the answer has it in everyday language (RolloutPhase.nextStep). */
export const NEXT: Record<string, readonly string[]> = {
  ANNOUNCED: ['Sie müssen jetzt nichts tun.'],
  DEMAND_AGGREGATION: ['Wollen Sie Glas-Faser?', 'Dann schließen Sie einen Vertrag mit der Firma.'],
  REJECTED: ['Später baut hier vielleicht eine andere Firma.'],
  FUNDING_APPLICATION: ['Sie müssen jetzt nichts tun.'],
  TENDERED: ['Die Firma fragt später den Eigentümer vom Haus.', 'Der Eigentümer muss Ja sagen.'],
  PLANNED: ['Der Eigentümer vom Haus muss Ja sagen.', 'Er kann das jetzt schon tun.'],
  UNDER_CONSTRUCTION: ['Der Eigentümer vom Haus muss Ja sagen.', 'Sonst kommt die Glas-Faser nicht ins Haus.'],
  PASSED: ['Wollen Sie Glas-Faser im Haus?', 'Dann fragen Sie die Firma.'],
  PREPARED: ['Die Firma macht einen Termin mit dem Eigentümer vom Haus.', 'Dann kommt die Glas-Faser ins Haus.'],
  CONNECTED: ['Sie können jetzt einen Vertrag mit einer Internet-Firma machen.'],
  ACTIVATED: ['Haben Sie noch keine Glas-Faser?', 'Dann machen Sie einen Vertrag mit einer Internet-Firma.'],
  PAUSED: ['Die Firma muss sagen: So geht es weiter.'],
};
