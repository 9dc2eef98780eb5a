import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from './index.ts';
import { ja } from './ja/index.ts';

type Text = { readonly path: readonly string[]; readonly value: string | ((...given: string[]) => string) };

/** Every text of a language, with the keys that lead to it. What is a list in one language may be none in another: how the API words a reason. */
const textsOf = (table: object, path: readonly string[] = []): Text[] =>
  Object.entries(table).flatMap(([key, value]) =>
    Array.isArray(value)
      ? []
      : typeof value === 'object'
        ? textsOf(value, [...path, key])
        : [{ path: [...path, key], value }],
  );

const english = textsOf(en);
const japanese = new Map(textsOf(ja).map((text) => [text.path.join('.'), text]));
const said = ({ value }: Text): string => (typeof value === 'string' ? value : value('…', '…'));
const key = ({ path }: Text): string => path.join('.');

/** What both languages write alike. */
const alike = new Set<string>(['lang']);

/** Sources that say something, without the texts themselves. */
const web = join(import.meta.dirname, '../..');
const sources = globSync(['app/**/*.{ts,tsx}', 'src/**/*.{ts,tsx}'], { cwd: web })
  .filter((file) => !/src\/messages\/|\.test\.ts$|\/testing/.test(file))
  .map((file) => readFileSync(join(web, file), 'utf8'))
  .join('\n');

/** Whether a text of a topic is: named with its topic, taken out of it, or in a topic that is handed on or looked into by a key that is written. */
const isSaid = (topic: string, name: string): boolean => {
  if (new RegExp(`\\b${topic}\\.${name}\\b|\\b${topic}\\['${name}'\\]`).test(sources)) return true;
  if (new RegExp(`\\{[^{}]*\\b${name}\\b[^{}]*\\}\\s*=\\s*(messages\\.)?${topic}\\b`).test(sources)) return true;
  const isHandedOn = new RegExp(`\\b${topic}(\\[|\\s*[,;})])`).test(sources);
  return isHandedOn && new RegExp(`(\\b(texts|messages)\\.|['"\`])${name}\\b|[{,]\\s*${name}\\s*[,}]`).test(sources);
};

describe('the texts', () => {
  it('are there in both languages, and none is empty', () => {
    expect(english.length).toBeGreaterThan(200);
    expect([...japanese.keys()].sort()).toEqual(english.map(key).sort());
    expect([...english, ...japanese.values()].filter((text) => said(text).trim() === '').map(key)).toEqual([]);
  });

  it('are translated', () => {
    const same = english.filter((text) => {
      const other = japanese.get(key(text));
      return other !== undefined && said(other) === said(text) && /[a-z]{2}/i.test(said(text));
    });
    expect(same.map(key).filter((path) => !alike.has(path))).toEqual([]);
  });

  it('take the same in both languages', () => {
    const differ = english.filter(({ path, value }) => {
      const other = japanese.get(path.join('.'))?.value;
      return typeof other !== typeof value || (typeof value === 'function' && value.length !== other?.length);
    });
    expect(differ.map(key)).toEqual([]);
  });

  it('in Japanese have the marks of Japanese, and no half-width kana', () => {
    const wrong = [...japanese.values()].filter((text) => /[ぁ-んァ-ヶ一-龠][,.!?:;()]|[｡-ﾟ]/.test(said(text)));
    expect(wrong.map(key)).toEqual([]);
  });

  it('are all said somewhere', () => {
    const silent = english.filter(({ path: [topic = '', name] }) => name !== undefined && !isSaid(topic, name));
    expect(silent.map(key)).toEqual([]);
  });

  it('that nobody says would be found', () => {
    expect(isSaid('common', 'passwordHint')).toBe(false);
    expect(isSaid('sign', 'passwordHint')).toBe(true);
    expect(isSaid('notices', 'never-given')).toBe(false);
  });
});
