// A stand-in for Prettier's JavaScript parser and printer (540 KB), which GraphiQL uses only to tidy JSON.
import { applyEdits, format } from 'jsonc-parser';

const tidy = (text) => applyEdits(text, format(text, undefined, { tabSize: 2, insertSpaces: true }));

export const parsers = {
  jsonc: { astFormat: 'tidied', parse: tidy, locStart: () => 0, locEnd: (text) => text.length },
};
export const printers = { tidied: { print: (path) => path.node } };
