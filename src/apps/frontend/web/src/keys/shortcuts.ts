import type { Messages } from '../messages/index.ts';

/** What a key can do; each has its words in the messages. */
export type Deed = keyof Messages['keys']['does'];

/** Every shortcut, in the order of the sheet. */
export const shortcuts: readonly { readonly key: string; readonly deed: Deed }[] = [
  { key: '/', deed: 'search' },
  { key: 'a', deed: 'add' },
  { key: 'j', deed: 'next' },
  { key: 'k', deed: 'previous' },
  { key: 'o', deed: 'open' },
  { key: 'i', deed: 'detail' },
  { key: 'e', deed: 'edit' },
  { key: 'x', deed: 'select' },
  { key: 'd', deed: 'delete' },
  { key: 'z', deed: 'undo' },
  { key: 'n', deed: 'older' },
  { key: 'Ctrl+Enter', deed: 'save' },
  { key: '?', deed: 'sheet' },
];

/** What of a keyboard event matters. */
export type Pressed = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** While somebody composes Japanese every key is theirs. */
  readonly isComposing: boolean;
};

/** What a key asks for: nothing while text is typed, but for saving; nothing of single keys when they are off. */
export const deedOf = (
  { key, ctrlKey, metaKey, altKey, isComposing }: Pressed,
  { typing, on }: { readonly typing: boolean; readonly on: boolean },
): Deed | undefined => {
  if (isComposing || altKey) return undefined;
  if (ctrlKey || metaKey) return key === 'Enter' ? 'save' : undefined;
  return typing || !on ? undefined : shortcuts.find((one) => one.key === key)?.deed;
};
