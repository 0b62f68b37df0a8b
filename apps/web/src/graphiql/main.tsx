import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './graphiql.css';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createClient } from 'graphql-ws';
import { createRoot } from 'react-dom/client';
import { EXAMPLES } from './examples.js';

const wsClient = createClient({ url: `${location.origin.replace(/^http/, 'ws')}/graphql` });
const fetcher = createGraphiQLFetcher({ url: '/graphql', wsClient });

createRoot(document.getElementById('root')!).render(
  <GraphiQL fetcher={fetcher} defaultTabs={EXAMPLES.map((query) => ({ query }))} />,
);
