import { useQuery } from '@tanstack/react-query';
import { type ComponentType, type ReactNode } from 'react';
import { Failed, Loading } from './parts.js';

const loads: (() => Promise<unknown>)[] = [];

/** Has all parts here before somebody asks for one, for when the network or the server goes. */
export const loadParts = (): void => loads.forEach((load) => void load().catch(() => {}));

/**
 * A part of the program that comes when it is needed. Where it cannot be had, it says so in its place and can be asked for again.
 * @param still what stays beside the error
 */
export function part<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const queryKey = ['part', loads.push(load)];
  return function Part({ still, ...props }: Props & { still?: ReactNode }) {
    const { data, isError, refetch } = useQuery({
      queryKey,
      // Not the part itself: what is a function would be kept as an update.
      queryFn: async () => ({ Part: await load() }),
      networkMode: 'always',
      retry: false,
      staleTime: Infinity,
      gcTime: Infinity,
      refetchInterval: false,
      refetchOnReconnect: true,
    });
    if (data) return <data.Part {...(props as Props)} />;
    return isError ? (
      <>
        <Failed onRetry={() => void refetch()} />
        {still}
      </>
    ) : (
      <Loading />
    );
  };
}
