export const install = {
  title: 'Quick add',
  description: 'Bookmarks that are found again: words, tags, folders, saved pages.',
  add: 'Add a bookmark',
  bookmarklet: 'Bookmarklet',
  bookmarkletHelp:
    'Drag this button to the bookmarks bar. On any page, press it there: address, title and what is selected are in the form.',
  bookmarkletName: 'Add to bookmarks',
  code: 'Or make a bookmark with this address',
  app: 'App',
  appHelp: 'Over HTTPS the browser can install these pages as an app. A phone can then share pages with it.',
  appHow: 'Choose “Install” or “Add to home screen” in the menu of the browser.',
  extensions: 'Extensions and apps',
  extensionsHelp: 'Browser extensions and phone apps made for linkding add pages here with a token.',
};
