/** What was done. A form leads back to a page with the key in its address. */
export const notices = {
  added: 'Added.',
  updated: 'This address was here already; it is up to date now.',
  deleted: 'Deleted.',
  imported: 'Imported.',
  'signed-out': 'Signed out.',
};
