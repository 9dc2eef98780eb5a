export const imports = {
  link: 'Import',
  title: 'Import bookmarks',
  help: 'Export the bookmarks of a browser or of another bookmark manager as HTML, JSON or CSV, then choose that file here. Importing the same file again changes nothing.',
  fileLabel: 'Bookmarks file (HTML, JSON or CSV, up to 20 MB)',
  submit: 'Import',
  importing: 'Importing…',
  another: 'Import another file',
  failures: {
    'not-a-bookmarks-file':
      'There are no bookmarks in that file. Export them as HTML, JSON or CSV and choose that file.',
    'file-is-gone':
      'The file could not be read to its end. Choose it once more: what is imported already stays as it is.',
    internal: 'The import failed. Choose the file once more: what is imported already stays as it is.',
  },
  report: {
    links: 'Links in the file',
    added: 'Added',
    updated: 'Brought up to date',
    unchanged: 'Known already',
    duplicates: 'More than once in the file',
    skipped: 'Left out',
    incomplete: 'The file ends in the middle of something. What came before is imported.',
    skippedTitle: 'What was left out',
  },
  because: {
    empty: 'no address',
    relative: 'no full address',
    javascript: 'a script',
    data: 'data, not an address',
    place: 'a query of Firefox',
    file: 'a file on a computer',
    'other-scheme': 'not a web address',
    unreadable: 'not a readable address',
    'too-long': 'too long',
  },
};
