import type { Language } from './accept.ts';
import { escaped, framed } from './frame.ts';
import { momentIn, spanIn } from './moment.ts';
import type { Step } from './progress.ts';
import { SCRIPT } from './script.ts';
import type { Visible } from './visible.ts';
import { WORDS, type Words } from './words.ts';

/** How the page is shown. */
export type PageOptions = {
  language: Language;
  /** The path that was asked for, as `safeBack` lets it through. */
  back: string;
  /** Whether that path can be asked for again by loading the page anew: what a form has sent can not. */
  again: boolean;
  /** For how long the button wakes it; null: there is no button. */
  wakesForMs: number | null;
};

/** Seconds after which a browser without scripts looks again. */
const REFRESH_S = { waking: 15, awake: 1 };

/** The wake page: condition, why, the next start and a button; while it wakes, how far it is. */
export function wakePage(shown: Visible, options: PageOptions): string {
  return shown.condition === 'waking' || shown.condition === 'awake'
    ? wakingPage(shown, shown.condition, options)
    : asleepPage(shown, options);
}

/** The condition in one sentence. */
export function sentenceIn(language: Language, { condition, goal, nextStart }: Visible): string {
  const words = WORDS[language];
  if (condition === 'awake') return words.readyNow;
  if (condition === 'waking') return words.wakingNow;
  if (goal === 'awake') return words.stuck;
  return nextStart === null ? words.noStart : words.opensAt(momentIn(language, nextStart));
}

function asleepPage(shown: Visible, options: PageOptions): string {
  const words = WORDS[options.language];
  const isStuck = shown.goal === 'awake';
  const body = [
    `<p>${escaped(sentenceIn(options.language, shown))}</p>`,
    `<p>${escaped(words.why(reason(words, options.language, shown)))}</p>`,
    ...(isStuck ? [] : button(words, options)),
  ];
  return framed({ language: options.language, title: words.asleep, body: body.join('\n') });
}

function wakingPage(shown: Visible, condition: 'waking' | 'awake', options: PageOptions): string {
  const { language, back, again } = options;
  const words = WORDS[language];
  const url = again ? '' : `; url=${escaped(back)}`;
  const body = [
    '<section id="waking">',
    `<p>${escaped(sentenceIn(language, shown))}</p>`,
    `<p>${escaped(words.why(reason(words, language, shown)))}</p>`,
    progressList(words, shown.progress),
    '</section>',
    `<section id="fallen" data-title="${escaped(words.asleep)}" role="status" hidden>`,
    `<p>${escaped(words.fallen)}</p>`,
    ...button(words, options),
    '</section>',
    `<script>${SCRIPT}</script>`,
  ];
  return framed({
    language,
    title: condition === 'awake' ? words.ready : words.waking,
    head: `<noscript><meta http-equiv="refresh" content="${REFRESH_S[condition]}${url}"></noscript>\n`,
    body: body.join('\n'),
    ...(again ? {} : { data: { next: back } }),
  });
}

function reason(words: Words, language: Language, { because, goal }: Visible): string {
  if (because.code === 'lease' && goal === 'asleep') return words.stopped;
  return because.holiday ? words.holiday(because.holiday[language]) : words.because[because.code];
}

function button(words: Words, { language, back, wakesForMs }: PageOptions): string[] {
  if (wakesForMs === null) return [];
  return [
    '<form method="post" action="/_staging/wake">',
    `<input type="hidden" name="back" value="${escaped(back)}">`,
    `<button>${escaped(words.wake(spanIn(language, wakesForMs)))}</button>`,
    '</form>',
    `<p class="quiet">${escaped(words.wakeTakes)}</p>`,
  ];
}

/** All three from the first moment on, so that the script only has to change words. */
function progressList(words: Words, progress: readonly Step[]): string {
  const data = Object.entries(words.statuses).map(([status, word]) => ` data-${status}="${escaped(word)}"`);
  const names = ['database', 'api', 'web'] as const;
  const items = names.map((name) => {
    const { status, detail } = progress.find((step) => step.name === name) ?? { status: 'waiting' as const };
    const small = detail === undefined ? '' : `RDS: ${escaped(detail)}`;
    return `<li data-name="${name}" data-status="${status}"><span>${escaped(words.steps[name])}</span><b>${escaped(words.statuses[status])}</b><small>${small}</small></li>`;
  });
  return [
    `<div id="progress"${progress.length === 0 ? ' hidden' : ''}>`,
    `<h2 id="progress-title">${escaped(words.progress)}</h2>`,
    '<div role="status">',
    `<ul id="steps" role="list" aria-labelledby="progress-title"${data.join('')}>`,
    ...items,
    '</ul>',
    '</div>',
    '</div>',
  ].join('\n');
}
