import { listTokens, me } from '../../../src/api/account.ts';
import { Card, Empty, Row, Rows } from '../../../src/components/card.tsx';
import { Choice } from '../../../src/components/choice.tsx';
import { Confirm } from '../../../src/components/confirm.tsx';
import { Field } from '../../../src/components/field.tsx';
import { Secret } from '../../../src/components/secret.tsx';
import { SettingsPage } from '../../../src/components/settings-page.tsx';
import { ShownOnce } from '../../../src/components/shown-once.tsx';
import { When } from '../../../src/components/when.tsx';
import { begin, forSomebody, visitOfPage } from '../../../src/page.ts';
import { one, type Query } from '../../../src/query.ts';

const path = '/settings/tokens';

export default async function TokensPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const { messages, caller, query } = await begin(path, searchParams);
  const [who, listed, { origin, shown }] = await Promise.all([me(caller), listTokens(caller), visitOfPage()]);
  const { tokens, settings } = messages;
  const answer = forSomebody(listed, path);
  return (
    <SettingsPage topic="tokens" who={forSomebody(who, path)} messages={messages} query={query}>
      {shown && (
        <ShownOnce
          title={tokens.made(shown.what)}
          values={shown.values.map((value) => ({ label: tokens.token, value }))}
          messages={messages}
        />
      )}
      <Card title={tokens.title} help={tokens.help}>
        {answer.kind === 'ok' && answer.value.length === 0 && <Empty>{tokens.none}</Empty>}
        {answer.kind === 'ok' && answer.value.length > 0 && (
          <Rows label={tokens.title}>
            {answer.value.map(({ id, name, scope, createdAt, lastUsedAt }) => (
              <Row
                key={id}
                title={name}
                details={
                  <>
                    {tokens.scopes[scope]} · {tokens.madeAt} <When instant={createdAt} messages={messages} /> ·{' '}
                    {lastUsedAt === null ? (
                      tokens.neverUsed
                    ) : (
                      <>
                        {tokens.usedAt} <When instant={lastUsedAt} messages={messages} />
                      </>
                    )}
                  </>
                }
              >
                <Confirm
                  action="/actions/tokens/remove"
                  fields={{ id }}
                  text={messages.common.delete}
                  label={messages.list.deleteLabel(name)}
                  confirm={messages.list.deleteConfirm}
                />
              </Row>
            ))}
          </Rows>
        )}
        <form action="/actions/tokens/make" method="post" className="flex flex-col gap-4 border-t border-line pt-4">
          <Field
            name="name"
            required
            maxLength={100}
            label={tokens.nameLabel}
            hint={tokens.nameHint}
            value={one(query, 'name')}
          />
          <Choice
            name="scope"
            label={tokens.scopeLabel}
            chosen="write"
            choices={[
              { value: 'write', text: tokens.scopes.write },
              { value: 'read', text: tokens.scopes.read },
            ]}
          />
          <div>
            <button type="submit" className="button-strong">
              {tokens.submit}
            </button>
          </div>
        </form>
      </Card>
      <Card title={tokens.clientsTitle} help={tokens.clientsHelp}>
        <Secret label={tokens.clientsAddress} value={origin} copy={settings.copy} copied={settings.copied} />
      </Card>
    </SettingsPage>
  );
}
