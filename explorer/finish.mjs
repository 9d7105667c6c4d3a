// After vite build: list what is in dist/ and write a brotli copy beside each larger file.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const paths = readdirSync('dist', { recursive: true })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => statSync(`dist/${path}`).isFile())
  .sort();
for (const path of paths) {
  const raw = readFileSync(`dist/${path}`);
  if (raw.length <= 1024) continue;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length };
  writeFileSync(`dist/${path}.br`, brotliCompressSync(raw, { params }));
}
writeFileSync('dist/manifest.txt', paths.join('\n') + '\n');
