export const sessions = {
  title: 'Where you are signed in',
  help: 'End a session that you do not know, and change your password then.',
  unknown: 'Unknown browser',
  current: 'This browser',
  since: 'signed in',
  seen: 'last seen',
  end: 'End',
  endLabel: (name: string) => `End the session of ${name}`,
  endOthers: 'End all other sessions',
  endConfirm: 'Yes, end',
};
