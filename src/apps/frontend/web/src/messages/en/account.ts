export const account = {
  title: 'Account',
  roles: {
    administrator: 'You are an administrator here: you invite people and let them in.',
    member: 'Only you see your bookmarks, but for those that you share.',
  },
  nameHint: 'Others see it beside what you share.',
  passwordTitle: 'Password',
  passwordHelp: 'A new password ends every other session.',
  currentLabel: 'Current password',
  newLabel: 'New password',
  passwordSubmit: 'Change the password',
};
