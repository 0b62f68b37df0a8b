import { de } from '../i18n/de.js';
import { en } from '../i18n/en.js';
import { formatFor } from '../i18n/format.js';
import type { Text } from '../i18n/text.js';
import { DEFAULT_CHOICE } from './choice.js';
import { neighboursOf, readingOf } from './readout.js';

const german: Text = { lang: 'de', t: de, format: formatFor('de', 'Europe/Berlin') };
const english: Text = { lang: 'en', t: en, format: formatFor('en', 'Europe/Berlin') };
const reading = (id: string, properties: Record<string, unknown>) =>
  readingOf({ layer: { id }, properties }, DEFAULT_CHOICE, german);

describe('What is under the pointer', () => {
  it('is an address with its status in words, never a colour', () => {
    expect(
      reading('fixed-points', {
        address: 'Wallring 1',
        fibre_status: 'planned',
        best_technology: 'hfc',
        max_down_mbit: 1000,
      }),
    ).toEqual({ title: 'Wallring 1', lines: ['Geplant', 'Kabelnetz (HFC), 1\u00a0Gbit/s'] });
    expect(reading('fixed-points', { address: 'Wallring 3' })?.lines).toEqual(['Nicht bekannt']);
  });

  it('says of a day to come what is promised, and that it is not built', () => {
    expect(
      reading('fixed-points', { address: 'Wallring 1', fibre_status: 'planned', promised_by: '2028-06-30' })?.lines,
    ).toEqual(['Geplant', 'Glasfaser zugesagt bis 30.06.2028, noch nicht gebaut']);
    expect(
      reading('rollout-areas', { name: 'Nord', status: 'planned', promised_by: '2028-06-30' })?.lines,
    ).toHaveLength(2);
  });

  it('is from afar a street with its share, and no share where nothing is known', () => {
    expect(reading('fixed-streets', { name: 'Wallring', addresses: 40, fibre_share: 25 })?.lines).toEqual([
      'Glasfaser an 25\u00a0% von 40 Adressen',
    ]);
    expect(reading('fixed-streets', { name: 'Wallring', addresses: 4 })?.lines).toEqual([
      'Zur Versorgung ist nichts bekannt',
    ]);
  });

  it('is from afar a street or a square with how many addresses the filter lets through', () => {
    const counted = { name: 'Wallring', addresses: 80, matching: 12, matching_share: 15 };
    expect(reading('fixed-streets', counted)).toEqual({
      title: 'Wallring',
      lines: ['12 von 80 Adressen entsprechen dem Filter'],
    });
    expect(readingOf({ layer: { id: 'fixed-cells' }, properties: counted }, DEFAULT_CHOICE, english)).toEqual({
      title: 'Surroundings (grid cell)',
      lines: ['12 of 80 addresses match the filter'],
    });
    expect(reading('fixed-streets', { name: 'Wallring', addresses: 4, matching: 0 })?.lines).toEqual([
      'Ob Adressen dem Filter entsprechen, ist nicht bekannt',
    ]);
  });

  it('is a project, a sensor, a place or a network, each in words', () => {
    expect(reading('rollout-areas', { name: 'Nord', status: 'under_construction' })).toEqual({
      title: 'Nord',
      lines: ['Im Bau'],
    });
    expect(reading('sensors-dots', { name: 'S1', kind: 'NOISE', label: '49 dB' })?.lines).toEqual(['Lärm: 49 dB']);
    const silent = 'Seit 1. Jan., 12:00 kein neuer Wert (vor 3 Stunden).';
    expect(
      reading('sensors-values', { name: 'S1', kind: 'NOISE', label: '(49 dB) vor 3 Std.', silent })?.lines,
    ).toEqual(['Lärm: (49 dB) vor 3 Std.', silent]);
    expect(reading('city-places', { name: 'Bücherei', kind: 'library' })?.lines).toEqual(['Bibliothek']);
    expect(reading('mobile-5g_sa', { operator: 'O' })).toEqual({ title: 'O', lines: ['5G Standalone'] });
    expect(reading('base-water', {})).toBeUndefined();
  });

  it('is a cable or a node of a fibre network with its operator and how far it is, each in words', () => {
    expect(
      reading('network-building', { name: 'Ring 2', status: 'underConstruction', provider: 'Stadtwerke' }),
    ).toEqual({
      title: 'Ring 2',
      lines: ['Glasfasernetz: Geplant oder im Bau', 'Stadtwerke'],
    });
    expect(reading('network-nodes', { status: 'operational' })).toEqual({
      title: 'Netzknoten',
      lines: ['Netzknoten: In Betrieb'],
    });
  });

  it('is a street of the ground, or a district where there is nothing else', () => {
    expect(reading('street-residential', { name: 'Wallring' })).toEqual({ title: 'Wallring', lines: ['Straße'] });
    expect(reading('district-areas', { name: 'Nord' })?.title).toBe('Nord');
    expect(reading('rollout-names', { name: 'Nord', status: 'planned' })?.lines).toEqual(['Geplant']);
  });

  it('tells of an address how its street stands, counting each address once', () => {
    const drawn = (address: string, fibre_status?: string) => ({
      layer: { id: 'fixed-points' },
      properties: { address, fibre_status },
    });
    const all = [
      drawn('Am Markt 1, 1 A', 'passed'),
      drawn('Am Markt 1, 1 A', 'passed'),
      drawn('Am Markt 2 b, 1 A'),
      drawn('Am Markttor 3, 1 A', 'passed'),
    ];
    const of = (address: string) => neighboursOf(drawn(address), all, english);
    expect(of('Am Markt 1, 1 A')).toBe('Am Markt, in this view: 1 of 2 addresses with fibre');
    expect(of('Am Markttor 3, 1 A')).toBeUndefined();
  });

  it('knows a street that has a number in its name, from its addresses and by itself', () => {
    const all = ['5', '7 a', '9-11', '13 1/2'].map((number) => ({
      layer: { id: 'fixed-points' },
      properties: { address: `Straße des 17. Juni ${number}, 59227 Ahlen`, fibre_status: 'passed' },
    }));
    const told = 'Straße des 17. Juni, in this view: 4 of 4 addresses with fibre';
    expect(neighboursOf(all[0]!, all, english)).toBe(told);
    const street = { layer: { id: 'street-residential' }, properties: { name: 'Straße des 17. Juni' } };
    expect(neighboursOf(street, all, english)).toBe(told);
  });
});
