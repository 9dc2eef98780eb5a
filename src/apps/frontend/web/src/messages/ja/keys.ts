import type { Messages } from '../en/index.ts';

export const keys: Messages['keys'] = {
  title: 'キーボードショートカット',
  close: '閉じる',
  on: '1文字のショートカットを使う',
  help: '文字の入力中は働きません。',
  does: {
    search: '検索',
    add: '追加',
    next: '次のブックマーク',
    previous: '前のブックマーク',
    open: '開く',
    detail: '詳細を見る',
    edit: '編集',
    select: '選択・選択解除',
    delete: '削除',
    undo: '直前の変更を取り消す',
    older: '以前のブックマーク',
    save: '編集内容を保存',
    sheet: 'この一覧',
  },
};
