import { keeping, withNotice } from '../http/answers.ts';
import { languages, preferenceCookie, themes } from '../preferences.ts';
import type { Deed } from './deed.ts';

const page = '/settings/display';

const save: Deed = {
  page,
  act: async ({ text }) =>
    keeping(
      [preferenceCookie('language', text('language'), languages), preferenceCookie('theme', text('theme'), themes)],
      withNotice(page, 'saved'),
    ),
};

/** How the pages look, in this browser. */
export const display = { save };
