import react from '@vitejs/plugin-react';
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { compressed } from './compressed.js';
import { lightOnPaper } from './light-on-paper.js';
import { startPages } from './start-pages.js';
import { usedKern } from './used-kern.js';

const server = process.env.STADTLAGE_URL ?? 'http://localhost:3000';
const faces = ['/graphql', '/tiles', '/datasets', '/config.json'];

/** Two pages: the map for everybody, and GraphiQL for those who want to ask for themselves. */
export default defineConfig({
  plugins: [react(), startPages(import.meta.dirname), compressed(join(import.meta.dirname, 'dist'))],
  css: { postcss: { plugins: [usedKern(join(import.meta.dirname, 'src')), lightOnPaper] } },
  build: {
    target: 'es2023',
    // The Content-Security-Policy allows no data: fonts, and an inlined asset cannot be cached by its name.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: ['index.html', 'graphiql.html'],
      // Compiled packages of GraphiQL carry directives for a compiler that is not used here.
      onLog: (level, log, report) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && report(level, log),
    },
  },
  worker: { format: 'es' },
  // Its imports of workers are for Vite itself; bundled ahead they cannot be found.
  optimizeDeps: { exclude: ['graphiql/setup-workers/vite'] },
  server: {
    proxy: Object.fromEntries(faces.map((path) => [path, { target: server, ws: path === '/graphql' }])),
  },
});
