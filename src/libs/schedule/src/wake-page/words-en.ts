import type { Words } from './words.ts';

export const ENGLISH: Words = {
  place: 'Bookmark manager (staging)',
  asleep: 'Asleep',
  waking: 'Waking up',
  ready: 'Awake',
  opensAt: (time) => `It is asleep and starts again on ${time} (Tokyo).`,
  noStart: 'It is asleep, and no start is planned.',
  stuck: 'It is to be awake, but something keeps it from starting. The command “staging status” tells what.',
  wakingNow: 'It is waking up and will answer shortly.',
  readyNow: 'It is awake: the page that you asked for comes next.',
  fallen: 'It has been put to sleep again.',
  why: (reason) => `Why: ${reason}.`,
  because: {
    'office-hours': 'office hours',
    'outside-hours': 'outside office hours',
    weekend: 'it is the weekend',
    holiday: 'public holiday',
    'closed-day': 'closed today',
    'open-day': 'open today',
    lease: 'a person of the team started it',
    hold: 'an operation is under way',
    visit: 'a visitor woke it',
    always: 'it never sleeps',
    never: 'it wakes only when somebody asks for it',
  },
  stopped: 'a person of the team stopped it',
  holiday: (name) => `public holiday (${name})`,
  wake: (span) => `Wake it for ${span}`,
  wakeTakes: 'That takes some minutes. This page shows how far it is, and then what you asked for.',
  progress: 'Progress',
  steps: { database: 'Database', api: 'API', web: 'Web' },
  statuses: { waiting: 'waiting', starting: 'starting', ready: 'ready' },
  span: (hours, minutes) => [hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : ''].join(' ').trim(),
  back: 'Go to the start page',
  notes: {
    stays: { title: 'It stays awake', text: (until) => `It stays awake until ${until} (Tokyo).` },
    'stays-on': { title: 'It stays awake', text: () => 'It stays awake; no end is planned.' },
    ended: {
      title: 'This link has ended',
      text: () => 'It was for one night only, and that is over. You can still wake it on its own page.',
    },
    foreign: {
      title: 'Not accepted',
      text: () =>
        "Only this environment's own page may wake it, and this request did not come from there. Open the page at its own address and press the button again.",
    },
    off: {
      title: 'Not accepted',
      text: () => 'Visitors do not wake this environment. Ask the team: “staging start” does.',
    },
    failed: {
      title: 'That did not work',
      text: () => 'Your wish could not be kept just now. Please try again in a minute.',
    },
    lost: { title: 'Not found', text: () => 'There is no such page here.' },
  },
};
