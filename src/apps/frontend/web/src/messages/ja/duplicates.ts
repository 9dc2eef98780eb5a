import type { Messages } from '../en/index.ts';

export const duplicates: Messages['duplicates'] = {
  title: '重複',
  help: '同じページを指すブックマークです。残すものを選ぶと、ほかのもののタグ、フォルダ、メモを引き継ぎます。',
  none: '同じページを指すブックマークはありません。',
  merge: '選んだものだけを残す',
  more: 'ほかの重複',
};
