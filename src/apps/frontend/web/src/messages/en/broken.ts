export const broken = {
  title: 'Broken links',
  help: {
    broken: 'Links are visited now and then. One failure breaks no link: these failed again and again.',
    moved: 'These pages say that they have moved for good. Their old addresses may end one day.',
  },
  kinds: { broken: 'Broken', moved: 'Moved for good' },
  none: {
    broken: 'Every link that was visited still works.',
    moved: 'No page has moved for good.',
  },
  follow: 'Use the new address',
  check: 'Check now',
  noAnswer: 'no answer',
  checked: 'visited',
  more: 'More links',
};
