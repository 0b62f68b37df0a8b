import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Failed, Loading } from '../../app/parts.js';
import { StationsToCompare } from '../../generated/station.js';
import { ask } from '../../graphql/client.js';
import { MOST_COMPARED } from '../station-view.js';
import type { Sensor } from './Station.js';
import { useWords } from './words.js';

interface CompareProps {
  sensor: Sensor;
  property: string;
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

/** Stations that measure the same, to be drawn together; they are asked for once somebody wants to compare. */
export function Compare({ sensor, property, chosen, onChange }: CompareProps) {
  const words = useWords();
  const [open, setOpen] = useState(chosen.length > 0);
  return (
    <details className="compare" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.compare}</summary>
      {open && <Stations sensor={sensor} property={property} chosen={chosen} onChange={onChange} />}
    </details>
  );
}

function Stations({ sensor, property, chosen, onChange }: CompareProps) {
  const words = useWords();
  const { data, isPending, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['station', 'compare', property],
    staleTime: 600_000,
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      (await ask(StationsToCompare, { property, after: pageParam }, signal)).sensors,
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
  if (isPending) return <Loading />;
  if (isError) return <Failed onRetry={() => void refetch()} />;
  const others = data.pages.flatMap(({ nodes }) => nodes).filter(({ id }) => id !== sensor.id);
  if (others.length === 0) return <p className="muted">{words.compareNone}</p>;
  const isFull = chosen.length >= MOST_COMPARED;
  return (
    <fieldset tabIndex={-1}>
      <legend className="muted small">{isFull ? words.compareFull : words.compareHint}</legend>
      <ul className="plain">
        {others.map(({ id, name }) => {
          const isChosen = chosen.includes(id);
          return (
            <li key={id}>
              <label>
                <input
                  type="checkbox"
                  checked={isChosen}
                  disabled={isFull && !isChosen}
                  onChange={() => onChange(isChosen ? chosen.filter((one) => one !== id) : [...chosen, id])}
                />
                {name}
              </label>
            </li>
          );
        })}
      </ul>
      {hasNextPage && (
        <button
          type="button"
          className="kern-btn kern-btn--secondary kern-btn--x-small"
          aria-disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          <span className="kern-label">{words.compareMore}</span>
        </button>
      )}
    </fieldset>
  );
}
