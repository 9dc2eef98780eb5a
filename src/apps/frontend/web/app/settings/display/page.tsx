import { headers } from 'next/headers';
import { me } from '../../../src/api/account.ts';
import { Card } from '../../../src/components/card.tsx';
import { Choice } from '../../../src/components/choice.tsx';
import { SettingsPage } from '../../../src/components/settings-page.tsx';
import { begin, forSomebody } from '../../../src/page.ts';
import { languages, preferenceIn, themes } from '../../../src/preferences.ts';
import type { Query } from '../../../src/query.ts';

const path = '/settings/display';

export default async function DisplayPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const { messages, caller, query } = await begin(path, searchParams);
  const who = forSomebody(await me(caller), path);
  const cookies = (await headers()).get('cookie');
  const { display } = messages;
  return (
    <SettingsPage topic="display" who={who} messages={messages} query={query}>
      <Card title={display.title} help={display.help}>
        <form action="/actions/display/save" method="post" className="flex flex-col gap-5">
          <Choice
            name="language"
            label={display.language}
            chosen={preferenceIn(cookies, 'language', languages) ?? ''}
            choices={[
              { value: '', text: display.asBrowser },
              { value: 'ja', text: '日本語', lang: 'ja' },
              { value: 'en', text: 'English', lang: 'en' },
            ]}
          />
          <Choice
            name="theme"
            label={display.theme}
            chosen={preferenceIn(cookies, 'theme', themes) ?? ''}
            choices={[
              { value: '', text: display.asBrowser },
              { value: 'light', text: display.light },
              { value: 'dark', text: display.dark },
            ]}
          />
          <div>
            <button type="submit" className="button-strong">
              {messages.settings.save}
            </button>
          </div>
        </form>
      </Card>
    </SettingsPage>
  );
}
