import { useQuery } from '@tanstack/react-query';
import { Catalogue } from '../generated/graphql.js';
import { ask } from '../graphql/client.js';
import { useText } from '../i18n/text.js';
import type { MapChoice } from '../map/choice.js';
import { shownDatasets } from '../map/datasets.js';

/** Stays as long as anything on the page is invented. */
export function DemoNotice({ city = '', choice }: { city?: string; choice: MapChoice }) {
  const { t } = useText();
  const { data } = useQuery({
    queryKey: ['catalogue'],
    queryFn: async ({ signal }) => (await ask(Catalogue, {}, signal)).datasets,
  });
  const shown = new Set(['addresses', ...shownDatasets(choice)]);
  if (!data?.some((dataset) => dataset.isDemo && shown.has(dataset.id))) return null;
  return (
    <aside className="demo" aria-label={t.demo.label}>
      <strong>{t.demo.label}</strong> <span>{t.demo.text(city)}</span>
    </aside>
  );
}
