import type { Person } from '@bookmark-manager/contract';
import type { ReactNode } from 'react';
import type { Answer } from '../api/ask.ts';
import type { Messages } from '../messages/index.ts';
import type { Query } from '../query.ts';
import { Notice } from './notice.tsx';
import { Outcome } from './outcome.tsx';
import { Shell } from './shell.tsx';

/** The pages of the settings, in their order. */
const topics = [
  { key: 'account', path: '/settings' },
  { key: 'display', path: '/settings/display' },
  { key: 'tokens', path: '/settings/tokens' },
  { key: 'sessions', path: '/settings/sessions' },
  { key: 'people', path: '/settings/people' },
] as const;

type SettingsProps = {
  readonly topic: (typeof topics)[number]['key'];
  readonly who: Answer<Person>;
  readonly messages: Messages;
  readonly query: Query;
  readonly children: ReactNode;
};

/** What the pages of the settings have in common: the way from one to another, and how the last form went. */
export const SettingsPage = ({ topic, who, messages, query, children }: SettingsProps) => {
  const isAdministrator = who.kind === 'ok' && who.value.role === 'administrator';
  return (
    <Shell messages={messages} title={messages.settings.topics[topic]}>
      <h1 className="title">{messages.settings.title}</h1>
      <nav aria-label={messages.settings.title} className="-mx-1 flex flex-wrap gap-1">
        {topics.map(({ key, path }) =>
          key === 'people' && !isAdministrator ? undefined : (
            <a key={key} href={path} aria-current={key === topic ? 'page' : undefined} className="tab">
              {messages.settings.topics[key]}
            </a>
          ),
        )}
      </nav>
      <Outcome messages={messages} query={query} />
      {who.kind === 'away' && <Notice tone="problem">{messages.problems.away}</Notice>}
      {children}
    </Shell>
  );
};
