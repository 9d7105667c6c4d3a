/** Rows of a CSV file (RFC 4180), each a list of texts. Throws where a quote is left open. */
export function rows(text) {
  const out = [];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/gy;
  const body = text.replace(/^\uFEFF/, '');
  let row = [];
  while (cell.lastIndex < body.length) {
    const at = cell.lastIndex;
    const found = cell.exec(body);
    if (!found) throw new Error(`no CSV at ${JSON.stringify(body.slice(at, at + 30))}`);
    row.push(found[1].startsWith('"') ? found[1].slice(1, -1).replaceAll('""', '"') : found[1]);
    if (found[2] !== ',') {
      out.push(row);
      row = [];
    }
  }
  return out;
}

/** Records of a CSV file by the names in its first row. */
export function records(text) {
  const [names, ...rest] = rows(text);
  const crooked = rest.findIndex((row) => row.length !== names.length);
  if (crooked >= 0) throw new Error(`row ${crooked + 2} has ${rest[crooked].length} cells, not ${names.length}`);
  return rest.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
}
