import type { PersistedQuery } from '../generated/graphql.js';

interface Answer<Result> {
  data?: Result;
  errors?: { message: string }[];
}

/** Ids that the server does not know. */
const unknown = new Set<string>();

/** The texts of all queries. Hardly anybody needs them: only a page that is older or newer than the server. */
export const loadTexts = async () => (await import('../generated/texts.js')).TEXTS;

/** Asks the server. Rejects when it cannot be reached and when it answers with GraphQL errors. */
export async function ask<Result, Variables>(
  query: PersistedQuery<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const response =
    (unknown.has(query.id) ? undefined : await askById(query.id, variables, signal)) ??
    (await askByText((await loadTexts())[query.id]!, variables, signal));
  const body = (await response.json().catch(() => undefined)) as Answer<Result> | undefined;
  if (body?.errors?.length) throw new Error(body.errors.map((error) => error.message).join(' '));
  if (!response.ok || !body?.data) throw new Error(`/graphql: ${response.status}`);
  return body.data;
}

/**
 * The server keeps what it answers to this ready, and the browser what it got, for as long as nothing changes.
 * @returns undefined where it takes only the text: it was started anew with other operations than this page's, or variables are too
 * long for a URL
 */
async function askById<Variables>(id: string, variables: Variables, signal?: AbortSignal) {
  const text = JSON.stringify(variables);
  const response = await fetch(`/graphql/${id}${text === '{}' ? '' : `?variables=${encodeURIComponent(text)}`}`, {
    headers: { accept: 'application/json' },
    signal,
  });
  if (response.status === 404) unknown.add(id);
  return response.status === 404 || response.status === 414 ? undefined : response;
}

const askByText = <Variables>(query: string, variables: Variables, signal?: AbortSignal) =>
  fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query, variables }),
    signal,
  });
