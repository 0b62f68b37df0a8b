import type { NearFragment } from '../generated/graphql.js';
import { useText } from '../i18n/text.js';

/** What is near an address, how far, and where that is on the map. */
export function Near({ title, places }: { title: string; places: NearFragment[] }) {
  const { t, lang, format } = useText();
  return (
    <section className="near">
      <h2 className="kern-title">{title}</h2>
      {places.length === 0 && <p className="kern-body">{t.address.noWifi}</p>}
      <ul>
        {places.map(({ distanceM, facility: { id, name, position } }) => (
          <li key={id}>
            <a
              className="kern-link"
              href={`?layers=fixed,city&lang=${lang}&map=17/${position.latitude.toFixed(5)}/${position.longitude.toFixed(5)}`}
            >
              {name}
            </a>
            , {t.address.away(format.number(distanceM))}
          </li>
        ))}
      </ul>
    </section>
  );
}
