import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';

type TypedText<Result, Variables> = string & DocumentTypeDecoration<Result, Variables>;

/** Asks the server. Rejects when it cannot be reached and when it answers with GraphQL errors. */
export async function ask<Result, Variables>(
  document: TypedText<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query: document, variables }),
    signal,
  });
  const body = (await response.json().catch(() => undefined)) as
    { data?: Result; errors?: { message: string }[] } | undefined;
  if (body?.errors?.length) throw new Error(body.errors.map((error) => error.message).join(' '));
  if (!response.ok || !body?.data) throw new Error(`/graphql: ${response.status}`);
  return body.data;
}
