export const exports = {
  title: 'Export bookmarks',
  help: 'A file with all your bookmarks. It is written in the background and kept for three days.',
  format: 'Format',
  formats: {
    html: 'What every browser and bookmark manager imports.',
    json: 'Everything, for programs.',
    csv: 'Everything, for spreadsheets.',
  },
  submit: 'Export',
  before: 'Exports',
  kept: 'What was written stays as it was then.',
  download: 'Download',
  until: 'until',
  counts: (bookmarks: string) => `${bookmarks} bookmarks`,
  states: { waiting: 'Waiting…', running: 'Being written…', failed: 'It failed. Export once more.' },
};
