/** What stands around every page. */
export const shell = {
  skip: 'Skip to the content',
  menu: 'Menu',
  closeMenu: 'Close the menu',
  side: 'Views, folders and tags',
  all: 'All bookmarks',
  unread: 'Unread',
  untagged: 'Without tags',
  archived: 'Archived',
  searches: 'Saved searches',
  folders: 'Folders',
  tags: 'Tags',
  browse: 'All folders and tags',
  more: 'More',
  requestId: (id: string) => `When you report this, give the number ${id}.`,
  again: 'Try again',
  notFoundHelp: 'It may be deleted, or the address is not quite right.',
};
