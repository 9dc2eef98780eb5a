export const duplicates = {
  title: 'Duplicates',
  help: 'Bookmarks whose addresses mean the same. Choose the one that stays: it takes over the tags, folders and notes of the others.',
  none: 'No two bookmarks lead to the same page.',
  merge: 'Keep the chosen one',
  more: 'More duplicates',
};
