/** The search box, and what is said about a search. */
export const search = {
  label: 'Search bookmarks',
  placeholder: 'Words, #tag, in:folder …',
  submit: 'Search',
  suggestions: 'Suggestions',
  operators: {
    'in:': 'a folder',
    'site:': 'a site',
    'before:': 'added before a date',
    'after:': 'added since a date',
    'is:': 'unread, archived …',
    'is:unread': 'not read yet',
    'is:read': 'read',
    'is:archived': 'in the archive',
    'is:untagged': 'without tags',
    'is:broken': 'the link is broken',
    'is:moved': 'the page has moved',
    'is:shared': 'shared with everybody here',
  },
  unreadable: 'This search cannot be read',
  unreadableHelp: 'What is in the way is marked. In quotation marks everything is just a word.',
  /** What the API says is in the way, by how it begins; what is not here is said as the API says it. */
  reasons: [] as readonly (readonly [begin: string, said: string])[],
  sort: 'Order',
  newest: 'Newest first',
  relevance: 'Best first',
};
