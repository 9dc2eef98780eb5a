/** What was not done, and what to do about it. A form leads back to a page with the key in its address. */
export const problems = {
  'invalid-url': 'That is not a web address. It begins with http:// or https://.',
  invalid: 'That was not accepted. Check what you typed and try again.',
  gone: 'That bookmark is gone already.',
  away: 'The bookmarks cannot be reached at the moment. Nothing is lost; try again in a moment.',
  'too-large': 'The file is larger than 20 MB. Export fewer folders, or leave out the icons.',
  'no-file': 'Choose a file first.',
  'not-bookmarks': 'There are no bookmarks in that file. Export them as HTML, JSON or CSV and choose that file.',
  'signed-out': 'You are not signed in any more. Sign in and try again.',
  'wrong-password': 'There is no such e-mail address and password.',
  'too-often': 'That was tried too often. Wait a moment and try again.',
  'email-taken': 'Somebody has signed up with this e-mail address already. Sign in instead.',
  'bad-email': 'That is not an e-mail address.',
  'bad-password': 'The password must have at least 10 characters.',
  'not-invited': 'This needs an invitation that is still good, for this e-mail address.',
  foreign: 'That form was sent from another site and was refused.',
};
