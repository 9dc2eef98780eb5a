import { en, type Messages } from './en/index.ts';
import { ja } from './ja/index.ts';

export { en, type Messages } from './en/index.ts';
export type ProblemKey = keyof Messages['problems'];
export type NoticeKey = keyof Messages['notices'];

/** The language that the reader prefers of those there are, by an Accept-Language header; English when there is none. */
export const messagesFor = (acceptLanguage: string | null): Messages => {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const q = parameters.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find((value) => value !== undefined);
      return { language: tag.split('-')[0], weight: q === undefined ? 1 : Number(q) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ language }) => languages.find((one) => one.lang === language));
  return wanted.find((one) => one !== undefined) ?? en;
};

const languages: readonly Messages[] = [en, ja];
