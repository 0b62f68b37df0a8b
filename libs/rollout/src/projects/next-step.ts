import type { LocalizedText } from '@stadtlage/datasets';
import { RolloutStatus } from './project.js';

const STEPS: Record<RolloutStatus, LocalizedText> = {
  [RolloutStatus.ANNOUNCED]: {
    de: 'Das Unternehmen entscheidet, ob es vor dem Bau Vorverträge sammelt oder gleich plant. Zu tun ist noch nichts.',
    en: 'The company decides whether to collect pre-orders before it builds or to plan at once. There is nothing to do yet.',
  },
  [RolloutStatus.DEMAND_AGGREGATION]: {
    de: 'Vorverträge werden gesammelt. Gebaut wird nur, wenn bis zum Stichtag genug zusammenkommen: Wer Glasfaser will, schließt bis dahin einen ab.',
    en: 'Pre-orders are being collected. It is built only if there are enough by the deadline: whoever wants fibre signs one until then.',
  },
  [RolloutStatus.REJECTED]: {
    de: 'Hier wird vorerst nicht gebaut. Ein anderes Unternehmen oder eine Förderung kann das ändern.',
    en: 'Nothing is built here for now. Another company or public funding can change that.',
  },
  [RolloutStatus.FUNDING_APPLICATION]: {
    de: 'Über den Förderantrag wird entschieden. Nach dem Bescheid wird der Bau ausgeschrieben.',
    en: 'The application for funding is being decided. Once it is granted, the works are tendered.',
  },
  [RolloutStatus.TENDERED]: {
    de: 'Der Auftrag wird vergeben. Danach plant das Unternehmen den Bau und fragt die Eigentümer, ob es ihr Haus anschließen darf.',
    en: 'The contract is being awarded. Then the company plans the works and asks the owners whether it may connect their buildings.',
  },
  [RolloutStatus.PLANNED]: {
    de: 'Der Bau wird vorbereitet. Eigentümer können jetzt zustimmen, dass ihr Haus angeschlossen wird.',
    en: 'The works are being prepared. Owners can now agree to have their building connected.',
  },
  [RolloutStatus.UNDER_CONSTRUCTION]: {
    de: 'In den Straßen wird gebaut. Für den Anschluss des Hauses muss der Eigentümer zugestimmt haben.',
    en: 'The streets are being dug. For a building to be connected, its owner must have agreed.',
  },
  [RolloutStatus.PASSED]: {
    de: 'Die Leitung liegt in der Straße. Als Nächstes wird sie bis ans Haus geführt; dafür wird der Anschluss bestellt. Ob das schon geht, sagt das Unternehmen.',
    en: 'The line lies in the street. Next it is brought up to the building; for that the connection is ordered. The company says whether that is possible yet.',
  },
  [RolloutStatus.PREPARED]: {
    de: 'Die Leitung liegt bis ans Haus. Als Nächstes wird sie hineingeführt; dazu vereinbart das Unternehmen einen Termin.',
    en: 'The line is laid up to the building. Next it is brought inside; the company makes an appointment for that.',
  },
  [RolloutStatus.CONNECTED]: {
    de: 'Die Leitung endet im Haus. Ein Tarif kann bestellt und der Anschluss eingeschaltet werden.',
    en: 'The line ends in the building. A tariff can be ordered and the connection switched on.',
  },
  [RolloutStatus.ACTIVATED]: {
    de: 'Die Anschlüsse sind in Betrieb. Wer noch keinen hat, bestellt ihn bei einem Anbieter.',
    en: 'The connections are in use. Whoever has none yet orders it from a provider.',
  },
  [RolloutStatus.PAUSED]: {
    de: 'Der Ausbau ruht. Wie es weitergeht, muss das Unternehmen sagen.',
    en: 'The rollout is paused. The company has to say how it goes on.',
  },
  [RolloutStatus.DECOMMISSIONED]: {
    de: 'Dieses Netz ist abgeschaltet. Ein neues ist hier nicht angekündigt.',
    en: 'This network has been switched off. No new one is announced in this project.',
  },
};

/** What happens next at an address whose phase stands there, and what its residents and owners can do. */
export function nextStep(status: RolloutStatus): LocalizedText {
  return STEPS[status];
}
