import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
import { createClient } from 'graphql-ws';
import { useSyncExternalStore } from 'react';

export type LinkState = 'connecting' | 'open' | 'lost';

let state: LinkState = 'connecting';
const listeners = new Set<() => void>();
function become(next: LinkState): void {
  if (next === state) return;
  state = next;
  listeners.forEach((listener) => listener());
}

const url = `${location.origin.replace(/^http/, 'ws')}/graphql`;

let openSocket: WebSocket | undefined;
let silence: ReturnType<typeof setTimeout> | undefined;

/** One WebSocket for every subscription. It never gives up, waits longer from try to try, and notices silence by itself. */
const client = createClient({
  url,
  retryAttempts: Infinity,
  shouldRetry: () => true,
  retryWait: (tries) =>
    new Promise((resolve) => setTimeout(resolve, Math.min(15_000, 500 * 2 ** tries) * (0.75 + Math.random() / 2))),
  keepAlive: 10_000,
  on: {
    connected: (socket) => {
      become('open');
      openSocket = socket as WebSocket;
    },
    // Closed in order: nothing is listened to any more, and so nothing is lost.
    closed: (event) => become((event as CloseEvent | undefined)?.code === 1000 ? 'connecting' : 'lost'),
    ping: (received) => {
      if (received) return;
      silence = setTimeout(() => openSocket?.close(4408, 'No answer'), 5_000);
    },
    pong: (received) => {
      if (received) clearTimeout(silence);
    },
  },
});

export const useLink = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );

/** Subscribes until the returned function is called; `onOpen` runs on each connection, the first and every recovered one. */
export function listen<Result, Variables extends Record<string, unknown>>(
  document: string & DocumentTypeDecoration<Result, Variables>,
  variables: Variables,
  onData: (data: Result) => void,
  onOpen: () => void,
): () => void {
  const stopOpen = client.on('connected', onOpen);
  let stop = () => {};
  let again: ReturnType<typeof setTimeout> | undefined;
  const start = () => {
    stop = client.subscribe<Result>(
      { query: document, variables },
      {
        next: ({ data }) => data && onData(data),
        // Refused, such as for asking too often: the connection stands. Else it is lost for good, which is tried again, too.
        error: (error) => {
          if (!Array.isArray(error)) become('lost');
          again = setTimeout(start, retryAfter(error) * (1 + Math.random() / 2));
        },
        complete: () => undefined,
      },
    );
  };
  start();
  return () => {
    stopOpen();
    clearTimeout(again);
    stop();
  };
}

const RETRY_MS = 10_000;

/** In milliseconds; the server may say when it will have an answer again. */
function retryAfter(error: unknown): number {
  const seconds = Array.isArray(error) ? error[0]?.extensions?.retryAfterSeconds : undefined;
  return typeof seconds === 'number' ? 1_000 * seconds : RETRY_MS;
}
