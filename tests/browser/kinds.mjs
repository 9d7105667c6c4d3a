// Kinds of pages: an address of each that has something on it, and what addresses of the kind look like.

/** The answer's data; nothing where the server has none. */
export async function ask(base, query) {
  const answer = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await answer.json()).data ?? {};
}

/** A comparison of the first councils that can be chosen for it. */
async function compared(base, at) {
  const page = await (await fetch(base + at)).text();
  const choices = [...page.matchAll(/<input type="checkbox" name="councils"[^>]* value="([^"]+)"/g)].slice(0, 3);
  return at + choices.map(([, slug]) => `&councils=${encodeURIComponent(slug)}`).join('');
}

const QUERY = `{
  councils(first: 100) { nodes { slug boards(first: 1) { totalCount } } }
  programmes(first: 100) { nodes { slug implementations(first: 1) { totalCount } } }
  boards(first: 100) { nodes { slug meetings(first: 1) { totalCount } } }
  meetings(first: 100) { nodes { id contributions(first: 1) { totalCount } } }
  documents(first: 100) { nodes { id mentions(first: 1) { totalCount } } }
  people(first: 1) { nodes { slug } }
  strategies(first: 2) { nodes { slug } }
  issues(first: 1) { nodes { slug } }
}`;

/** All kinds. */
export async function kinds(base) {
  const data = await ask(base, QUERY);
  const nodes = (name) => data[name]?.nodes ?? [];
  const fullest = (list, count) => [...list].sort((a, b) => count(b) - count(a))[0] ?? {};
  const board = fullest(nodes('boards'), (node) => node.meetings.totalCount).slug;
  const council = fullest(nodes('councils'), (node) => node.boards.totalCount).slug;
  const meeting = fullest(nodes('meetings'), (node) => node.contributions.totalCount).id;
  const national = fullest(nodes('programmes'), (node) => node.implementations.totalCount).slug;
  const lone = nodes('programmes').find((node) => !node.slug.includes('/') && node.implementations.totalCount === 0)?.slug;
  const local = nodes('programmes').find((node) => node.slug.includes('/'))?.slug;
  const strategies = nodes('strategies').map((node) => node.slug);
  const choosing = `/compare?programme=${national}`;
  const list = (kind) => ({ kind, at: `/${kind}`, is: new RegExp(`^/${kind}([?]|$)`) });
  return [
    { kind: 'home', at: '/', is: /^\/(\?|$)/ },
    { kind: 'programmes', at: '/programmes', is: /^\/programmes(\?|$)/ },
    { kind: 'national', at: `/programmes/${national}`, is: /^\/programmes\/[^/?]+(\?|$)/ },
    { kind: 'lone', at: `/programmes/${lone ?? national}`, is: /^\/programmes\/[^/?]+(\?|$)/ },
    { kind: 'programme', at: `/programmes/${local}`, is: /^\/programmes\/[^/?]+\/[^/?]+(\?|$)/ },
    { kind: 'councils', at: '/councils', is: /^\/councils(\?|$)/ },
    { kind: 'council', at: `/councils/${council}`, is: /^\/councils\/[^/?]+(\?|$)/ },
    list('boards'),
    { kind: 'board', at: `/boards/${board}`, is: /^\/boards\/[^?]+(\?|$)/ },
    list('meetings'),
    { kind: 'meeting', at: `/meetings/${meeting}`, is: /^\/meetings\/[^/?]+(\?|$)/ },
    { kind: 'document', at: `/documents/${fullest(nodes('documents'), (node) => node.mentions.totalCount).id}`, is: /^\/documents\/[^/?]+(\?|$)/ },
    list('people'),
    { kind: 'person', at: `/people/${nodes('people')[0]?.slug}`, is: /^\/people\/[^?]+(\?|$)/ },
    list('strategies'),
    { kind: 'strategy', at: `/strategies/${strategies[0]}`, is: /^\/strategies\/[^?]+(\?|$)/ },
    list('issues'),
    { kind: 'issue', at: `/issues/${nodes('issues')[0]?.slug}`, is: /^\/issues\/[^?]+(\?|$)/ },
    { kind: 'search', at: '/search?q=family', is: /^\/search(\?|$)/ },
    { kind: 'comparable', at: '/compare', is: /^\/compare$/ },
    { kind: 'choosing', at: choosing, is: /^\/compare\?programme=[^&]*$/ },
    { kind: 'compare', at: await compared(base, choosing), is: /^\/compare\?(?=.*\bprogramme=)(?=.*\bcouncils=)/ },
    { kind: 'compare-strategies', at: `/compare?strategies=${strategies.join(',')}`, is: /^\/compare\?strategies=/ },
    { kind: 'docs', at: '/docs', is: /^\/docs(\?|$)/ },
    { kind: 'guide', at: '/docs/first-query', is: /^\/docs\/(?!schema)[^/?]+$/ },
    { kind: 'schema', at: '/docs/schema', is: /^\/docs\/schema(\?|$)/ },
    { kind: 'type', at: '/docs/schema/Council', is: /^\/docs\/schema\/[^/?]+(\?|$)/ },
    { kind: 'nothing', at: '/no-such-page', is: /^\/no-such-page/ },
    { kind: 'explorer', at: '/graphiql/', is: /^\/graphiql\/?([?#]|$)/ },
  ];
}

/** Addresses that are no page: files, and pages as data. */
const NO_PAGE = /^\/(static\/|graphql$|health\/)|[?&]format=(json|csv)(&|$)/;

/** Addresses of this server that are of no known kind, and so looked at by nobody. */
export const strange = (all, addresses) =>
  [...addresses].filter((at) => !NO_PAGE.test(at) && !all.some((one) => one.is.test(at)));
