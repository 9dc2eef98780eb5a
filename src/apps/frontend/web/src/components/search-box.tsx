import type { Messages } from '../messages/index.ts';

/** The search box: a plain form, which the browser runs by itself. */
export const SearchBox = ({ query, messages }: { readonly query: string; readonly messages: Messages }) => (
  <search>
    <form action="/" className="flex gap-2">
      <input
        type="search"
        name="q"
        defaultValue={query}
        maxLength={200}
        aria-label={messages.list.searchLabel}
        placeholder={messages.list.searchPlaceholder}
        enterKeyHint="search"
        className="field flex-1"
      />
      <button type="submit" className="button-plain">
        {messages.common.search}
      </button>
    </form>
  </search>
);
