import { readUrl } from '@bookmark-manager/contract';
import { maxTitleLength } from '@bookmark-manager/contract/limits';

/** Most of a selected text that an address can carry. */
const maxText = 2000;

/** What an app or the bookmarklet shares. */
export type Shared = { readonly url: string; readonly title: string; readonly text: string };

/** The fields of the add form. Many apps put the address into the text, alone or after the title. */
export const fieldsOfShared = ({ url, title, text }: Shared): Readonly<Record<string, string>> => {
  const address = [url, title, text].map(addressIn).find((found) => found !== undefined) ?? '';
  const left = text.replace(address, '').trim();
  const heading = title.replace(address, '').trim();
  // an app that has but one field for all of it puts the title before the address
  const isTitle = heading === '' && url === '' && left.length <= 200;
  return {
    // what is no address is shown in its field, to be mended there
    url: address || url,
    title: (isTitle ? left : heading).slice(0, maxTitleLength),
    description: isTitle ? '' : left.slice(0, maxText),
  };
};

/** The first web address in a text. Brackets and the stops of a sentence that follow it are no part of it. */
const addressIn = (text: string): string | undefined => {
  const found = /\bhttps?:\/\/[^\s<>"「」『』（）。、]+/i.exec(text)?.[0].replace(/[.,;:!?)\]}'’”]+$/, '');
  return found !== undefined && 'url' in readUrl(found) ? found : undefined;
};
