import { listSessions, me } from '../../../src/api/account.ts';
import { browserName } from '../../../src/browser-name.ts';
import { Card, Row, Rows } from '../../../src/components/card.tsx';
import { Confirm } from '../../../src/components/confirm.tsx';
import { SettingsPage } from '../../../src/components/settings-page.tsx';
import { When } from '../../../src/components/when.tsx';
import { begin, forSomebody } from '../../../src/page.ts';
import type { Query } from '../../../src/query.ts';

const path = '/settings/sessions';

export default async function SessionsPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const { messages, caller, query } = await begin(path, searchParams);
  const [who, listed] = await Promise.all([me(caller), listSessions(caller)]);
  const { sessions } = messages;
  const answer = forSomebody(listed, path);
  const all = answer.kind === 'ok' ? answer.value : [];
  return (
    <SettingsPage topic="sessions" who={forSomebody(who, path)} messages={messages} query={query}>
      <Card title={sessions.title} help={sessions.help}>
        <Rows label={sessions.title}>
          {all.map(({ id, userAgent, createdAt, lastSeenAt, current }) => {
            const name = browserName(userAgent) ?? (userAgent || sessions.unknown);
            return (
              <Row
                key={id}
                title={
                  <span title={userAgent} className="flex flex-wrap items-center gap-2">
                    {name}
                    {current && (
                      <span className="rounded-md bg-good-soft px-2 py-0.5 text-sm text-good">{sessions.current}</span>
                    )}
                  </span>
                }
                details={
                  <>
                    {sessions.since} <When instant={createdAt} messages={messages} /> · {sessions.seen}{' '}
                    <When instant={lastSeenAt} messages={messages} />
                  </>
                }
              >
                {!current && (
                  <Confirm
                    action="/actions/sessions/end"
                    fields={{ id }}
                    text={sessions.end}
                    label={sessions.endLabel(name)}
                    confirm={sessions.endConfirm}
                  />
                )}
              </Row>
            );
          })}
        </Rows>
        {all.length > 1 && (
          <div className="border-t border-line pt-4">
            <Confirm
              action="/actions/sessions/end"
              fields={{ id: 'others' }}
              text={sessions.endOthers}
              label={sessions.endOthers}
              confirm={sessions.endConfirm}
            />
          </div>
        )}
      </Card>
    </SettingsPage>
  );
}
