import { defineDataset } from '@stadtlage/datasets';
import { z } from 'zod';
import { day as dayColumn, number, place, shared, text, version, whole } from '../columns.js';
import { defineKind } from './kind.js';
import { bilingual, count, day, demo, office, oneOf, refersTo, where, year } from './parts.js';

const siteContent = z.strictObject({
  title: bilingual(200).meta({ de: 'Standort', en: 'Site' }),
  ...where,
  workplaces: count.optional().meta({ de: 'Arbeitsplätze', en: 'Workplaces' }),
  demo,
});

export const site = defineKind({
  id: 'site',
  section: 'sites',
  title: { de: 'Standort der Verwaltung', en: 'Site of the administration' },
  plural: { de: 'Standorte der Verwaltung', en: 'Sites of the administration' },
  about: {
    de: 'Ein Standort der Verwaltung; sein Anschluss wird aus den Daten zur Versorgung berechnet.',
    en: 'A site of the administration; its connection is computed from the data on coverage.',
  },
  field: 'administration',
  content: siteContent,
  datasets: ['agenda-sites', 'agenda-systems'],
  nameOf: ({ title }) => title,
});

const systemContent = z.strictObject({
  title: bilingual(200).meta({ de: 'System oder Netz', en: 'System or network' }),
  type: oneOf({
    network: { de: 'Netz', en: 'Network' },
    server: { de: 'Server und Speicher', en: 'Servers and storage' },
    application: { de: 'Fachverfahren', en: 'Application' },
    telephony: { de: 'Telefonie', en: 'Telephony' },
    workplaces: { de: 'Arbeitsplatzgeräte', en: 'Devices at workplaces' },
  }).meta({ de: 'Art', en: 'Type' }),
  site: refersTo('site', 'belongs to the')
    .optional()
    .meta({ de: 'Kennung des Standorts', en: 'Identifier of the site' }),
  office: office.optional(),
  since: year.optional().meta({ de: 'In Betrieb seit (Jahr)', en: 'In service since (year)' }),
  state: oneOf({
    good: { de: 'gut', en: 'Good' },
    fair: { de: 'ausreichend', en: 'Fair' },
    poor: { de: 'schlecht', en: 'Poor' },
  })
    .optional()
    .meta({ de: 'Zustand', en: 'State' }),
  renewalDue: day.optional().meta({ de: 'Erneuerung fällig', en: 'Renewal due' }),
  demo,
});

export const system = defineKind({
  id: 'system',
  section: 'systems',
  title: { de: 'System', en: 'System' },
  plural: { de: 'Systeme und Netze der Verwaltung', en: 'Systems and networks of the administration' },
  about: {
    de: 'Ein System oder Netz der Verwaltung: Alter, Zustand und wann es erneuert werden soll. Nichts, was Angreifern hilft.',
    en: 'A system or network of the administration: age, state and when it is to be renewed. Nothing that helps attackers.',
  },
  field: 'administration',
  content: systemContent,
  datasets: ['agenda-systems'],
  nameOf: ({ title }) => title,
});

export const administrationDatasets = [
  defineDataset({
    ...shared,
    id: 'agenda-sites',
    view: 'agenda_sites',
    title: { de: 'Standorte der Verwaltung', en: 'Sites of the administration' },
    description: {
      de: 'Standorte der Verwaltung mit dem Anschluss, den die Versorgungsdaten für ihre Adresse nennen.',
      en: 'Sites of the administration with the connection that the coverage data gives for their addresses.',
    },
    columns: {
      id: text('Kennung', 'Identifier'),
      title_de: text('Standort', 'Site, in German'),
      title_en: text('Standort, auf Englisch', 'Site'),
      ...place,
      workplaces: whole('Arbeitsplätze', 'Workplaces'),
      fibre_status: text(
        'Glasfaser an der Adresse, wie im Datensatz address-coverage',
        'Fibre at its address, as in the dataset address-coverage',
      ),
      max_down_mbit: number('Schnellster Download an der Adresse', 'Fastest download at its address', 'Mbit/s'),
      ...version,
    },
    geometry: { type: 'Point' },
  }),
  defineDataset({
    ...shared,
    id: 'agenda-systems',
    view: 'agenda_systems',
    title: { de: 'Systeme und Netze der Verwaltung', en: 'Systems and networks of the administration' },
    description: {
      de: 'Systeme und Netze mit Alter, Zustand und fälliger Erneuerung.',
      en: 'Systems and networks with their age, state and when they are to be renewed.',
    },
    columns: {
      id: text('Kennung', 'Identifier'),
      title_de: text('System oder Netz', 'System or network, in German'),
      title_en: text('System oder Netz, auf Englisch', 'System or network'),
      type: text(
        'Art: network (Netz), server (Server und Speicher), application (Fachverfahren), telephony (Telefonie), workplaces (Arbeitsplatzgeräte)',
        'Type: network, server, application, telephony or workplaces',
      ),
      site_id: text('Kennung des Standorts', 'Identifier of the site'),
      office: text('Zuständiges Amt', 'Responsible office'),
      since: whole('In Betrieb seit (Jahr)', 'In service since (year)'),
      state: text('Zustand: good (gut), fair (ausreichend), poor (schlecht)', 'State: good, fair or poor'),
      renewal_due: dayColumn('Erneuerung fällig', 'Renewal due'),
      ...version,
    },
  }),
];
