export const broken = {
  title: 'Broken links',
  help: 'Links are visited now and then. One failure breaks no link: these failed again and again.',
  kinds: { broken: 'Broken', moved: 'Moved for good' },
  none: {
    broken: 'Every link that was visited still works.',
    moved: 'No page has moved for good.',
  },
  follow: 'Use the new address',
  check: 'Check now',
  more: 'More links',
};
