/** The sheet of keyboard shortcuts. */
export const keys = {
  title: 'Keyboard shortcuts',
  close: 'Close',
  on: 'Single keys are shortcuts',
  help: 'They work while you are not typing.',
  does: {
    search: 'Search',
    add: 'Add one',
    next: 'Next bookmark',
    previous: 'Bookmark before',
    open: 'Open it',
    detail: 'All about it',
    edit: 'Edit it',
    select: 'Select it, or not',
    delete: 'Delete it',
    undo: 'Undo the last change',
    older: 'Older bookmarks',
    save: 'Save what is being edited',
    sheet: 'This sheet',
  },
};
