/** What was done. A form leads back to a page with the key in its address. */
export const notices = {
  added: 'Added.',
  updated: 'This address was here already; it is up to date now.',
  deleted: 'Deleted.',
  imported: 'Imported.',
  'signed-out': 'Signed out.',
  saved: 'Saved.',
  'name-changed': 'Your name is changed.',
  'password-changed': 'Your password is changed, and every other session has ended.',
  'token-deleted': 'The token is deleted: it is not taken any more.',
  'session-ended': 'The session has ended.',
  'sessions-ended': 'Every other session has ended.',
  'person-changed': 'Their role is changed.',
  'person-disabled': 'They are kept out, and their sessions have ended.',
  'person-enabled': 'They can sign in again.',
  'person-password': 'Their password is changed, and their sessions have ended.',
  'invitation-withdrawn': 'The invitation is withdrawn.',
};
