import type { Page } from 'playwright-core';

/** The words of a journey, in one language. */
export const words = {
  en: {
    ...{ signUp: 'Sign up', email: 'E-mail address', password: 'Password', empty: 'No bookmarks yet' },
    ...{ add: 'Add a bookmark', url: 'Address', title: 'Title', tags: 'Tags', submit: 'Add', added: 'Added.' },
    ...{ edit: 'Edit', save: 'Save', saved: 'Saved.', delete: 'Delete', confirm: 'Yes, delete', deleted: 'Deleted.' },
    ...{ many: 'Change the selected bookmarks', addTags: 'Add tags', change: 'Change them', changed: 'Changed.' },
    ...{ undo: 'Undo', undone: 'It is as it was before.', signOut: 'Sign out', signedOut: 'Signed out.' },
    ...{ search: 'Search', unreadable: 'This search cannot be read', details: 'Details' },
  },
  ja: {
    ...{ signUp: '登録', email: 'メールアドレス', password: 'パスワード', empty: 'まだブックマークがありません' },
    ...{
      add: 'ブックマークを追加',
      url: 'URL',
      title: 'タイトル',
      tags: 'タグ',
      submit: '追加',
      added: '追加しました。',
    },
    ...{
      edit: '編集',
      save: '保存',
      saved: '保存しました。',
      delete: '削除',
      confirm: '削除する',
      deleted: '削除しました。',
    },
    ...{
      many: '選んだブックマークをまとめて変更',
      addTags: 'タグを付ける',
      change: '変更する',
      changed: '変更しました。',
    },
    ...{ undo: '元に戻す', undone: '元に戻しました。', signOut: 'サインアウト', signedOut: 'サインアウトしました。' },
    ...{ search: '検索', unreadable: 'この検索は読み取れません', details: '詳細' },
  },
} as const;
export type Words = (typeof words)[keyof typeof words];

type Journey = { readonly door: string; readonly page: Page; readonly w: Words; readonly email: string };

/**
 * What somebody does with a list of bookmarks, in a browser with or without scripts: signs up, adds, edits, finds, changes several at once,
 * takes that back, deletes, and signs out. Every step waits for what the page says of it.
 */
export const journey = async ({ door, page, w, email }: Journey): Promise<void> => {
  await page.goto(`${door}/sign-up`);
  await page.getByLabel(w.email).fill(email);
  await page.getByLabel(w.password).fill('correct horse battery');
  await page.getByRole('button', { name: w.signUp }).click();
  await page.getByText(w.empty).waitFor();

  await add(page, w, 'https://journey.invalid/hakone', '箱根の温泉宿', '旅行');
  await add(page, w, 'https://journey.invalid/train', 'A night train', '');

  await item(page, 'A night train').getByRole('link', { name: w.edit }).click();
  await page.getByRole('textbox', { name: w.title, exact: true }).fill('A slow night train');
  await page.getByRole('button', { name: w.save, exact: true }).click();
  await page.getByText(w.saved).waitFor();

  await search(page, w, '温泉');
  await page.locator('mark').first().waitFor();
  await gone(page, 'A slow night train');
  await search(page, w, '(温泉');
  await page.getByText(w.unreadable).waitFor();

  await page.goto(door);
  for (const title of ['箱根の温泉宿', 'A slow night train']) await item(page, title).getByRole('checkbox').check();
  await page.getByText(w.many).click();
  await page.getByLabel(w.addTags).fill('both');
  await page.getByRole('button', { name: w.change, exact: true }).click();
  await page.getByText(w.changed).waitFor();
  await search(page, w, '#both');
  await item(page, 'A slow night train').waitFor();
  await page.goBack();
  await page.getByRole('button', { name: w.undo }).click();
  await page.getByText(w.undone).waitFor();
  await search(page, w, '#both');
  await gone(page, 'A slow night train');

  await page.goto(door);
  await item(page, 'A slow night train').getByText(w.delete, { exact: true }).click();
  await item(page, 'A slow night train').getByRole('button', { name: w.confirm }).click();
  await page.getByText(w.deleted).waitFor();
  await page.getByRole('button', { name: w.undo }).click();
  await page.getByText(w.undone).waitFor();
  await item(page, 'A slow night train').getByRole('link', { name: w.details }).click();
  await page.getByRole('heading', { name: 'A slow night train' }).waitFor();

  await page.getByRole('button', { name: w.signOut }).click();
  await page.getByText(w.signedOut).waitFor();
};

const item = (page: Page, title: string) => page.locator('.item').filter({ hasText: title });

const gone = (page: Page, title: string) => item(page, title).waitFor({ state: 'detached' });

const add = async (page: Page, w: Words, url: string, title: string, tags: string): Promise<void> => {
  await page.getByRole('link', { name: w.add }).click();
  await page.getByRole('textbox', { name: w.url, exact: true }).fill(url);
  await page.getByRole('textbox', { name: w.title, exact: true }).fill(title);
  await page.getByRole('textbox', { name: w.tags, exact: true }).fill(tags);
  await page.getByRole('button', { name: w.submit, exact: true }).click();
  await page.getByText(w.added).waitFor();
  await item(page, title).waitFor();
};

const search = async (page: Page, w: Words, q: string): Promise<void> => {
  await page.getByRole('searchbox').fill(q);
  await page.getByRole('button', { name: w.search, exact: true }).click();
  await page.waitForURL((url) => url.searchParams.get('q') === q);
};
