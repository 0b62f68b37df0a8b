import type { AddressCardResult, MobileTechnology } from '../generated/graphql.js';
import { useText } from '../i18n/text.js';
import { MOBILE_ORDER } from '../map/layers/mobile.js';

type Mobile = NonNullable<AddressCardResult['address']>['coverage']['mobile'];

/** Operator by operator, every generation with a yes, or that no source names it, which is not a no. */
export function MobileCoverage({ mobile }: { mobile: Mobile }) {
  const { t } = useText();
  const operators = new Map<string, { name: string; technologies: Set<MobileTechnology> }>();
  for (const { operator, technology } of mobile) {
    if (!operators.has(operator.id)) operators.set(operator.id, { name: operator.name, technologies: new Set() });
    operators.get(operator.id)!.technologies.add(technology);
  }
  return (
    <section>
      <h2 className="kern-title">{t.address.mobile}</h2>
      {operators.size === 0 && <p className="kern-body">{t.address.noMobile}</p>}
      {operators.size > 0 && (
        <table className="mobile">
          <thead>
            <tr>
              <th scope="col">{t.legend.operator}</th>
              {MOBILE_ORDER.map((technology) => (
                <th key={technology} scope="col">
                  {t.mobile[technology].replace(/ .*/, technology === 'G5_SA' ? ' SA' : '')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...operators].map(([id, { name, technologies }]) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                {MOBILE_ORDER.map((technology) => (
                  <td key={technology} className={technologies.has(technology) ? 'yes' : 'no'}>
                    <span aria-hidden="true">{technologies.has(technology) ? '✓' : '–'}</span>
                    <span className="kern-sr-only">{technologies.has(technology) ? t.yes : t.address.notNamed}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {operators.size > 0 && <p className="kern-body">{t.address.mobileHint}</p>}
    </section>
  );
}
