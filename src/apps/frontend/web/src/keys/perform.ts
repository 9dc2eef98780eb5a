import type { Deed } from './shortcuts.ts';

/** Does what a key asks for, to the page as it stands: what a key can do, a link, a button or a box on the page can do. @returns whether it did */
export const perform = (deed: Exclude<Deed, 'sheet'>): boolean => {
  switch (deed) {
    case 'search': {
      const input = document.querySelector<HTMLInputElement>('input[type="search"]');
      input?.focus();
      input?.select();
      return input !== null;
    }
    case 'next':
      return step(1);
    case 'previous':
      return step(-1);
    case 'add':
    case 'undo':
    case 'older':
      return click(document.querySelector<HTMLElement>(part(deed)));
    case 'delete': {
      const details = current()?.querySelector<HTMLDetailsElement>(part(deed));
      if (!details) return false;
      details.open = true;
      details.querySelector('button')?.focus();
      return true;
    }
    case 'save': {
      const form = document.activeElement?.closest('form');
      form?.requestSubmit();
      return Boolean(form);
    }
    default:
      return click(current()?.querySelector<HTMLElement>(part(deed)));
  }
};

/** Puts the focus on a bookmark, or into the form in its place, where it can be seen. */
export const focusOn = (item: Element | null | undefined): boolean => {
  const link = item?.querySelector<HTMLElement>(`${part('open')}, input:not([type="hidden"], [type="checkbox"])`);
  link?.focus({ preventScroll: true });
  item?.scrollIntoView({ block: 'nearest' });
  return Boolean(link);
};

const part = (deed: Deed): string => `[data-key="${deed}"]`;

const click = (target: HTMLElement | null | undefined): boolean => {
  target?.click();
  return Boolean(target);
};

const items = (): readonly Element[] => [...document.querySelectorAll('[data-item]')];

/** The bookmark that has the focus; the page of one bookmark is all about that one. */
const current = (): Element | undefined => {
  const all = items();
  const focused = document.activeElement?.closest('[data-item]');
  return focused ?? (all.length === 1 ? all[0] : undefined);
};

const step = (by: 1 | -1): boolean => {
  const all = items();
  const focused = document.activeElement?.closest('[data-item]');
  const at = focused ? all.indexOf(focused) + by : by === 1 ? 0 : all.length - 1;
  return focusOn(all[Math.max(0, Math.min(at, all.length - 1))]);
};
