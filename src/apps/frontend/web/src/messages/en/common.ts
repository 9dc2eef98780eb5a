export const common = {
  title: 'Bookmarks',
  delete: 'Delete',
  optional: 'optional',
  back: 'All bookmarks',
  toList: 'Show the bookmarks',
  notFound: 'There is no such page',
};
