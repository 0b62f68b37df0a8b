import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { usePaused } from '../sensors/paused.js';
import { fileUrl } from './file-url.js';
import type { ListLayer, Shown } from './layer.js';

/** The rows for what is shown, page by page; null: that is not known yet. While others are loaded the ones before stay, and say that they are old. */
export function useRows<Row extends { id: string }>(layer: ListLayer<Row>, shown: Shown | null) {
  const isPaused = usePaused();
  const query = useInfiniteQuery({
    // The URL of the file names just what the rows depend on.
    queryKey: ['list', shown && fileUrl(layer.file, 'csv', shown)],
    enabled: shown !== null,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => layer.page(shown!, pageParam, signal),
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
    refetchInterval: layer.refreshMs && !isPaused ? layer.refreshMs : false,
  });
  // A row that moved from page to page in between is there twice.
  const rows = new Map((query.data?.pages ?? []).flatMap(({ nodes }) => nodes).map((row) => [row.id, row]));
  return { query, rows: [...rows.values()], count: query.data?.pages.at(-1)?.totalCount };
}
