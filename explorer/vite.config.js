import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const jsonc = fileURLToPath(new URL('jsonc.js', import.meta.url));
const alias = {
  'prettier/parser-babel': jsonc,
  'prettier/plugins/estree': jsonc,
  'prettier/parser-graphql': 'prettier/plugins/graphql', // one module under two names
};
const rolldownOptions = {
  onLog: (level, log, handler) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handler(level, log),
};

export default defineConfig({
  base: './', // every reference is relative, so that the folder can be served under any prefix
  resolve: { alias },
  build: { target: 'es2022', modulePreload: { polyfill: false }, chunkSizeWarningLimit: 3000, rolldownOptions },
  worker: { format: 'es', rolldownOptions },
});
