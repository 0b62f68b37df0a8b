import type { AddressCardResult } from '../generated/graphql.js';
import { useText } from '../i18n/text.js';

type Fixed = NonNullable<AddressCardResult['address']>['coverage']['fixed'];

/** Who offers what at the address, the fastest first. */
export function Connections({ fixed }: { fixed: Fixed }) {
  const { t, format } = useText();
  const sorted = fixed.toSorted((a, b) => (b.maxDownMbit ?? -1) - (a.maxDownMbit ?? -1));
  return (
    <section>
      <h2 className="kern-title">{t.address.fixed}</h2>
      {sorted.length === 0 && <p className="kern-body">{t.address.noFixed}</p>}
      <ul className="offers">
        {sorted.map((offer) => (
          <li key={`${offer.provider.id} ${offer.technology}`}>
            <h3>
              {offer.provider.website ? (
                <a className="kern-link" href={offer.provider.website} rel="noreferrer">
                  {offer.provider.name}
                </a>
              ) : (
                offer.provider.name
              )}
            </h3>
            <p className="muted">{t.technology[offer.technology]}</p>
            <dl>
              <div>
                <dt>{t.address.down}</dt>
                <dd>{format.speed(offer.maxDownMbit) ?? t.address.speedUnknown}</dd>
              </div>
              <div>
                <dt>{t.address.up}</dt>
                <dd>{format.speed(offer.maxUpMbit) ?? t.address.speedUnknown}</dd>
              </div>
              {offer.connectionLevel && (
                <div>
                  <dt>{t.address.level}</dt>
                  <dd>{t.level[offer.connectionLevel]}</dd>
                </div>
              )}
              <div>
                <dt>{t.address.evidence}</dt>
                <dd>{t.evidence[offer.evidence]}</dd>
              </div>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}
