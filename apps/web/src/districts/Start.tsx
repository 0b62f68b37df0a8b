import { useQuery } from '@tanstack/react-query';
import { Failed, Loading } from '../app/parts.js';
import { useTitle } from '../app/title.js';
import { DistrictFigures } from '../generated/graphql.js';
import { ask } from '../graphql/client.js';
import { useText } from '../i18n/text.js';

/** What stands beside the map before anything is chosen: the question, and the city in figures. */
export function Start() {
  const { t } = useText();
  useTitle();
  return (
    <div className="start">
      <p className="kern-body">
        {t.start.text} <span className="by-map">{t.start.tap}</span>
      </p>
      <Districts />
    </div>
  );
}

function Districts() {
  const { t, lang, format } = useText();
  const { data, isPending, isError, refetch } = useQuery({
    queryKey: ['districts'],
    queryFn: async ({ signal }) => (await ask(DistrictFigures, {}, signal)).districts,
  });
  if (isPending) return <Loading />;
  if (isError) return <Failed onRetry={() => void refetch()} />;
  if (data.length === 0) return <p className="kern-body">{t.start.noDistricts}</p>;
  return (
    <table className="districts">
      <caption>{t.start.districts}</caption>
      <thead>
        <tr>
          <th scope="col">{t.start.district}</th>
          <th scope="col" className="numeric">
            {t.start.addresses}
          </th>
          <th scope="col" className="numeric">
            {t.start.fibreOnOffer}
          </th>
        </tr>
      </thead>
      <tbody>
        {data
          .toSorted((a, b) => a.name.localeCompare(b.name, lang))
          .map(({ id, name, statistics }) => {
            const share = statistics?.fibreShare ?? null;
            return (
              <tr key={id}>
                <th scope="row">
                  <a className="district-link" href={`/district/${encodeURIComponent(id)}?lang=${lang}`}>
                    {name}
                  </a>
                </th>
                <td className="numeric">{statistics ? format.number(statistics.addresses) : '–'}</td>
                <td className="numeric">
                  {share === null ? t.start.unknown : format.percent(share)}
                  <svg className="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                    <rect width="100" height="4" className="bar-ground" />
                    {share !== null && <rect width={share} height="4" />}
                  </svg>
                </td>
              </tr>
            );
          })}
      </tbody>
    </table>
  );
}
