import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** The words of a journey, in one language. */
export const fileWords = {
  en: {
    ...{ signUp: 'Sign up', email: 'E-mail address', password: 'Password', empty: 'No bookmarks yet' },
    ...{ file: /bookmarks file/i, import: 'Import', imported: 'Imported.', export: 'Export', download: /^Download/ },
    ...{ signOut: 'Sign out', signedOut: 'Signed out.' },
  },
  ja: {
    ...{ signUp: '登録', email: 'メールアドレス', password: 'パスワード', empty: 'まだブックマークがありません' },
    ...{ file: /ブックマークファイル/, import: '取り込む', imported: '取り込みました。', export: '書き出す' },
    ...{ download: /^ダウンロード/, signOut: 'サインアウト', signedOut: 'サインアウトしました。' },
  },
} as const;
type Words = (typeof fileWords)[keyof typeof fileWords];

type Journey = { readonly door: string; readonly page: Page; readonly w: Words; readonly email: string };

const count = 500;

/** A bookmarks file as a browser writes it: one of them about a hot spring, and one link that is no bookmark. */
const file = (): Buffer => {
  const links = Array.from({ length: count }, (_, index) => {
    const title = index === 123 ? '箱根の温泉宿' : `Page ${index}`;
    return `<DT><A HREF="https://files.invalid/${index}" ADD_DATE="${1_700_000_000 + index}" TAGS="t${index % 9}">${title}</A>`;
  });
  links.push('<DT><A HREF="javascript:void(0)">A script</A>');
  return Buffer.from(`<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>B</TITLE>\n<DL><p>\n${links.join('\n')}\n</DL>`);
};

/**
 * What somebody does with files, in a browser with or without scripts: signs up, imports 500 bookmarks, finds one in Japanese, exports all of
 * them, and signs out. @returns what was downloaded
 */
export const filesJourney = async ({ door, page, w, email }: Journey): Promise<string> => {
  await page.goto(`${door}/sign-up`);
  await page.getByLabel(w.email).fill(email);
  await page.getByLabel(w.password).fill('correct horse battery');
  await page.getByRole('button', { name: w.signUp }).click();
  await page.getByText(w.empty).waitFor();

  await page.goto(`${door}/import`);
  await page.getByLabel(w.file).setInputFiles({ name: 'b.html', mimeType: 'text/html', buffer: file() });
  await page.getByRole('button', { name: w.import, exact: true }).click();
  await page.getByText(w.imported).waitFor();
  const report = (await page.locator('main dl dd').allTextContents()).map(Number);
  if (report[0] !== count + 1 || report[1] !== count) throw new Error(`the report says ${report.join(', ')}`);

  await page.goto(door);
  await page.getByRole('searchbox').fill('温泉');
  await page.getByRole('searchbox').press('Enter');
  await page.getByRole('link', { name: '箱根の温泉宿', exact: true }).waitFor();

  await page.goto(`${door}/export`);
  await page.getByRole('button', { name: w.export, exact: true }).click();
  const link = page.getByRole('link', { name: w.download });
  await link.waitFor({ timeout: 120_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const exported = await readFile(await download.path(), 'utf8');

  await page.goto(door);
  await page.getByRole('button', { name: w.signOut }).click();
  await page.getByText(w.signedOut).waitFor();
  return exported;
};

/** How many bookmarks an exported file has. */
export const bookmarksIn = (exported: string): number => exported.match(/<A HREF="https:/g)?.length ?? 0;
