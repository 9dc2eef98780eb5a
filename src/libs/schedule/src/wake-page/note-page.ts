import type { Language } from './accept.ts';
import { escaped, framed } from './frame.ts';
import { momentIn } from './moment.ts';
import { type NoteKind, WORDS } from './words.ts';

/** A page that says one thing. `until`: for `stays`. */
export function notePage(language: Language, kind: NoteKind, until?: Date): string {
  const { notes, back } = WORDS[language];
  const { title, text } = notes[kind];
  const said = text(until === undefined ? '' : momentIn(language, until));
  return framed({ language, title, body: `<p>${escaped(said)}</p>\n<p><a href="/">${escaped(back)}</a></p>` });
}
