import { minPasswordLength } from '@bookmark-manager/contract';
import { me } from '../../src/api/account.ts';
import { Card } from '../../src/components/card.tsx';
import { Field } from '../../src/components/field.tsx';
import { SettingsPage } from '../../src/components/settings-page.tsx';
import { begin, forSomebody } from '../../src/page.ts';
import type { Query } from '../../src/query.ts';

const path = '/settings';

export default async function AccountPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const { messages, caller, query } = await begin(path, searchParams);
  const who = forSomebody(await me(caller), path);
  const { account } = messages;
  return (
    <SettingsPage topic="account" who={who} messages={messages} query={query}>
      {who.kind === 'ok' && (
        <>
          <Card title={account.title} help={account.roles[who.value.role]}>
            <form action="/actions/account/name" method="post" className="flex max-w-md flex-col gap-4">
              <p>
                <span className="block text-sm font-medium">{messages.sign.emailLabel}</span>
                {who.value.email}
              </p>
              <Field
                name="name"
                maxLength={100}
                autoComplete="name"
                label={messages.sign.nameLabel}
                hint={account.nameHint}
                value={who.value.name}
              />
              <div>
                <button type="submit" className="button-strong">
                  {messages.settings.save}
                </button>
              </div>
            </form>
          </Card>
          <Card title={account.passwordTitle} help={account.passwordHelp}>
            <form action="/actions/account/password" method="post" className="flex max-w-md flex-col gap-4">
              <input type="text" name="username" autoComplete="username" defaultValue={who.value.email} hidden />
              <Field
                name="current"
                type="password"
                required
                maxLength={256}
                autoComplete="current-password"
                label={account.currentLabel}
                value=""
              />
              <Field
                name="password"
                type="password"
                required
                minLength={minPasswordLength}
                maxLength={256}
                autoComplete="new-password"
                label={account.newLabel}
                hint={messages.sign.passwordHint}
                value=""
              />
              <div>
                <button type="submit" className="button-strong">
                  {account.passwordSubmit}
                </button>
              </div>
            </form>
          </Card>
        </>
      )}
    </SettingsPage>
  );
}
