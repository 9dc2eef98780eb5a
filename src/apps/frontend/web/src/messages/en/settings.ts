export const settings = {
  title: 'Settings',
  topics: {
    account: 'Account',
    display: 'Display',
    tokens: 'Tokens and apps',
    sessions: 'Sessions',
    people: 'People',
  },
  save: 'Save',
  copy: 'Copy',
  copied: 'Copied',
};
