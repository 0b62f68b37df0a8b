import type { Address } from './addresses.js';
import type { City } from './city.js';
import { baseFeatures } from './landscape.js';
import type { Loading } from './load.js';
import { along, ewkt, lengthOf } from './plane.js';

const MUNICIPALITY = '05570004';
const PLACE = 'Ahlen';

/** Sorts as it counts, whatever the city's size. */
export const addressId = ({ number }: Address) => `demo-${String(number + 1).padStart(7, '0')}`;

export async function loadPlaces({ transaction, record }: Loading, city: City): Promise<void> {
  const { districts, streets, addresses, facilities } = city;
  await record('districts', undefined, (run) =>
    transaction.bulkLoad(
      'places.district',
      ['id', 'name', 'municipality_key', 'geom', 'run_id'],
      districts.map(({ id, name, outline }) => [id, name, MUNICIPALITY, ewkt.polygons([outline]), run]),
    ),
  );
  await record('streets', undefined, (run) =>
    transaction.bulkLoad(
      'places.street',
      ['key', 'name', 'class', 'location', 'geom', 'run_id'],
      streets.map(({ key, name, class: klass, line }) => [
        key,
        name,
        klass,
        ewkt.point(along(line, lengthOf(line) / 2).point),
        ewkt.lines([line]),
        run,
      ]),
    ),
  );
  await record('addresses', undefined, (run) =>
    transaction.bulkLoad(
      'places.address',
      [
        'id',
        'street_key',
        'street',
        'house_number',
        'house_number_suffix',
        'postcode',
        'place',
        'district_id',
        'use',
        'premises',
        'geom',
        'run_id',
      ],
      rows(addresses, (address) => {
        const { houseNumber, suffix, district, use, premises, at } = address;
        const { key, name } = streets[address.street]!;
        return [
          addressId(address),
          key,
          name,
          houseNumber,
          suffix,
          district.postcode,
          PLACE,
          district.id,
          use,
          premises,
          ewkt.point(at),
          run,
        ];
      }),
    ),
  );
  await record('facilities', undefined, (run) =>
    transaction.bulkLoad(
      'places.facility',
      ['id', 'kind', 'name', 'address_id', 'district_id', 'geom', 'run_id'],
      facilities.map(({ id, kind, name, address }) => [
        id,
        kind,
        name,
        addressId(address),
        address.district.id,
        ewkt.point(address.at),
        run,
      ]),
    ),
  );
  await record('base-map', undefined, (run) =>
    transaction.bulkLoad(
      'places.base_feature',
      ['kind', 'name', 'geom', 'run_id'],
      rows(baseFeatures(city.plan, city.built, city.network.grid), ({ kind, name, geom }) => [kind, name, geom, run]),
    ),
  );
}

/** One row at a time: a million of them are never held at once. */
export function* rows<T>(items: Iterable<T>, row: (item: T) => unknown[]): Generator<unknown[]> {
  for (const item of items) yield row(item);
}
