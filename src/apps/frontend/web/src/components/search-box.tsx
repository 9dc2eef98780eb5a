'use client';

import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';

type Texts = { readonly searchLabel: string; readonly searchPlaceholder: string; readonly search: string };

/** The search box: a plain form, so that it works before and without its script. */
export const SearchBox = ({ query, texts }: { readonly query: string; readonly texts: Texts }) => (
  // biome-ignore lint/a11y/useSemanticElements: <search> has no role in older screen readers
  <form action="/" role="search" className="flex gap-2">
    <SearchField name="q" defaultValue={query} maxLength={200} aria-label={texts.searchLabel} className="flex-1">
      <Input className="field" placeholder={texts.searchPlaceholder} enterKeyHint="search" />
    </SearchField>
    <Button type="submit" className="button-plain">
      {texts.search}
    </Button>
  </form>
);
