/** A piece of a text: what it is, and its words. */
export type Block = { readonly kind: 'heading' | 'paragraph' | 'item' | 'quote' | 'code'; readonly text: string };

/** What there is to read on a page, without anything that could run. */
export type ReadablePage = {
  readonly title: string;
  readonly byline: string | null;
  readonly siteName: string | null;
  readonly language: string | null;
  readonly excerpt: string;
  readonly blocks: readonly Block[];
};
