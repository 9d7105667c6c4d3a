import 'graphiql/setup-workers/vite';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './style.css';

// The folder of this page, whether its address is …/graphiql, …/graphiql/ or …/graphiql/index.html.
const folder = new URL(location.pathname.replace(/\/?(index\.html)?$/, '/'), location.origin);
const endpoint = new URL('../graphql', folder);

async function fetcher(params, { headers } = {}) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...headers,
    },
    body: JSON.stringify(params),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The server answered ${response.status} without JSON: ${text.slice(0, 500)}`);
  }
}

// A query given in the address: ?query=…&variables=… or #query=…&variables=…
function linkedTab() {
  for (const part of [location.hash, location.search]) {
    const params = new URLSearchParams(part.slice(1));
    const query = params.get('query');
    if (query) return { query, variables: params.get('variables') ?? '' };
  }
}

// GraphiQL names a tab after its operation, so the title goes into a comment above the query.
function exampleTab({ title, query, variables = '' }) {
  return {
    query: title && !query.startsWith('#') ? `# ${title.replace(/\s+/g, ' ')}\n${query}` : query,
    variables: typeof variables === 'string' ? variables : JSON.stringify(variables, null, 2),
  };
}

async function exampleTabs() {
  try {
    const tabs = (await (await fetch(new URL('examples.json', folder))).json()).map(exampleTab);
    if (tabs.length) return tabs;
  } catch {
    // No examples are served: the built-in one does.
  }
  return [exampleTab({ query: '{ __schema { queryType { name } } }' })];
}

// GraphiQL keeps its tabs in the browser; on later visits they come before the examples.
function hasStoredTabs() {
  try {
    return localStorage.getItem('graphiql:tabState') !== null;
  } catch {
    return false;
  }
}

const link = linkedTab();
const examples = await exampleTabs();
const tabs = link ? [link, ...examples] : examples;
const first = link || !hasStoredTabs() ? { initialQuery: tabs[0].query, initialVariables: tabs[0].variables } : {};

addEventListener('hashchange', () => linkedTab() && location.reload());

createRoot(document.getElementById('explorer')).render(
  <GraphiQL fetcher={fetcher} defaultTabs={tabs} {...first} inputValueDeprecation schemaDescription>
    <GraphiQL.Logo>
      <nav aria-label="Folkmoot">
        <a href={new URL('../', folder)}>Folkmoot</a> <a href={new URL('../docs', folder)}>Documentation</a>
      </nav>
    </GraphiQL.Logo>
  </GraphiQL>,
);
