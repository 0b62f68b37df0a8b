import { defineDataset } from '@stadtlage/datasets';
import { z } from 'zod';
import { place, number, shared, text, version, whole } from '../columns.js';
import { defineKind } from './kind.js';
import { MESSAGES } from './messages.js';
import { bilingual, count, demo, oneOf, webAddress, where, words } from './parts.js';

const offer = z.strictObject({
  type: oneOf({
    help_desk: { de: 'Hilfe bei digitalen Fragen', en: 'Help desk' },
    lending: { de: 'Geräteverleih', en: 'Device lending' },
  }).meta({ de: 'Art', en: 'Type' }),
  title: bilingual(200).meta({ de: 'Angebot', en: 'Offer' }),
  ...where,
  hours: words(300).optional().meta({ de: 'Wann', en: 'When' }),
  devices: count.optional().meta({ de: 'Geräte zum Ausleihen', en: 'Devices to lend' }),
  link: webAddress.optional().meta({ de: 'Mehr dazu', en: 'More about it' }),
  demo,
});

export const inclusionOffer = defineKind({
  id: 'inclusion-offer',
  section: 'inclusionOffers',
  title: { de: 'Hilfsangebot', en: 'Offer of help' },
  plural: { de: 'Hilfsangebote', en: 'Offers of help' },
  about: {
    de: 'Wo man Hilfe bei digitalen Fragen bekommt oder Geräte leihen kann.',
    en: 'Where there is help with digital things, or devices to borrow.',
  },
  field: 'inclusion',
  content: offer,
  datasets: ['agenda-inclusion-offers'],
  nameOf: ({ title }) => title,
});

const weight = z.number().min(0).max(100);
const metres = z.int().min(50).max(50_000);
const weights = z
  .strictObject({
    wifiWeight: weight.meta({
      de: 'Gewicht: kein öffentliches WLAN in der Nähe',
      en: 'Weight: no public Wi-Fi nearby',
    }),
    wifiMetres: metres.meta({ de: 'Nähe: Meter zum öffentlichen WLAN', en: 'Nearby: metres to public Wi-Fi' }),
    helpWeight: weight.meta({ de: 'Gewicht: keine Hilfe in der Nähe', en: 'Weight: no help desk nearby' }),
    helpMetres: metres.meta({ de: 'Nähe: Meter zur Hilfe', en: 'Nearby: metres to a help desk' }),
    lendingWeight: weight.meta({ de: 'Gewicht: kein Geräteverleih in der Nähe', en: 'Weight: no lending nearby' }),
    lendingMetres: metres.meta({ de: 'Nähe: Meter zum Geräteverleih', en: 'Nearby: metres to lending' }),
    coursesWeight: weight.meta({ de: 'Gewicht: kein Kurs in der Nähe', en: 'Weight: no course nearby' }),
    coursesMetres: metres.meta({ de: 'Nähe: Meter zum Kurs', en: 'Nearby: metres to a course' }),
    slowWeight: weight.meta({ de: 'Gewicht: Anschluss zu langsam', en: 'Weight: connection too slow' }),
    slowMbit: z
      .number()
      .min(1)
      .max(10_000)
      .meta({ de: 'Zu langsam: unter so vielen Mbit/s', en: 'Too slow: below so many Mbit/s' }),
    demo,
  })
  .refine((all) => all.wifiWeight + all.helpWeight + all.lendingWeight + all.coursesWeight + all.slowWeight > 0, {
    message: MESSAGES.noWeight.en,
    path: ['wifiWeight'],
  });

export const inclusionWeights = defineKind({
  id: 'inclusion-weights',
  section: 'inclusionWeights',
  title: { de: 'Gewichtung des Index', en: 'Weights of the index' },
  plural: { de: 'Gewichtungen des Index', en: 'Weights of the index' },
  about: {
    de: 'Wie der Index der digitalen Armut gewichtet; es gilt der Eintrag mit der ersten Kennung, ohne einen die Vorgabe.',
    en: 'How the index of digital poverty weighs; the record with the first identifier holds, without any the default does.',
  },
  field: 'inclusion',
  content: weights,
  datasets: ['agenda-inclusion-weights'],
  nameOf: () => ({ de: 'Gewichtung des Index der digitalen Armut', en: 'Weights of the index of digital poverty' }),
});

export const inclusionDatasets = [
  defineDataset({
    ...shared,
    theme: 'SOCI',
    id: 'agenda-inclusion-offers',
    view: 'agenda_inclusion_offers',
    title: { de: 'Hilfe bei digitalen Fragen und Geräteverleih', en: 'Help with digital things and device lending' },
    description: {
      de: 'Wo man in der Stadt Hilfe bei digitalen Fragen bekommt oder Geräte leihen kann.',
      en: 'Where in the city there is help with digital things, or devices to borrow.',
    },
    columns: {
      id: text('Kennung', 'Identifier'),
      type: text('Art: help_desk (Hilfe), lending (Geräteverleih)', 'Type: help_desk or lending'),
      title_de: text('Angebot', 'Offer, in German'),
      title_en: text('Angebot, auf Englisch', 'Offer'),
      ...place,
      hours: text('Wann', 'When'),
      devices: whole('Geräte zum Ausleihen', 'Devices to lend'),
      link: text('Mehr dazu', 'More about it'),
      ...version,
    },
    geometry: { type: 'Point' },
  }),
  defineDataset({
    ...shared,
    theme: 'SOCI',
    id: 'agenda-inclusion-weights',
    view: 'agenda_inclusion_weights',
    title: { de: 'Gewichtung des Index der digitalen Armut', en: 'Weights of the index of digital poverty' },
    description: {
      de: 'Die geltenden Gewichte und Grenzen, mit denen der Index berechnet wird.',
      en: 'The weights and limits that hold, with which the index is computed.',
    },
    columns: {
      id: text(
        'Was fehlt: wifi, help, lending, courses oder slow',
        'What is lacking: wifi, help, lending, courses or slow',
      ),
      lacking_de: text('Was fehlt', 'What is lacking, in German'),
      lacking_en: text('Was fehlt, auf Englisch', 'What is lacking'),
      weight: number('Gewicht', 'Weight', '1'),
      within: number('Nähe in Metern; bei slow: Mbit/s', 'Nearby, in metres; of slow: Mbit/s'),
      is_default: {
        type: 'boolean',
        description: {
          de: 'Vorgabe; niemand hat etwas anderes erfasst',
          en: 'The default; nobody has recorded others',
        },
      },
    },
  }),
];
