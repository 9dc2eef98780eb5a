import { me } from '../../../src/api/account.ts';
import { listInvitations, listPeople } from '../../../src/api/administration.ts';
import { signUpState } from '../../../src/api/people.ts';
import { Invitations } from '../../../src/components/invitations.tsx';
import { Notice } from '../../../src/components/notice.tsx';
import { People } from '../../../src/components/people.tsx';
import { SettingsPage } from '../../../src/components/settings-page.tsx';
import { ShownOnce } from '../../../src/components/shown-once.tsx';
import { begin, forSomebody, visitOfPage } from '../../../src/page.ts';
import { one, type Query } from '../../../src/query.ts';

const path = '/settings/people';

export default async function PeoplePage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const { messages, caller, query } = await begin(path, searchParams);
  const [who, everybody, invited, state, { shown }] = await Promise.all([
    me(caller),
    listPeople(caller),
    listInvitations(caller),
    signUpState(caller),
    visitOfPage(),
  ]);
  const { people } = messages;
  const known = forSomebody(who, path);
  return (
    <SettingsPage topic="people" who={known} messages={messages} query={query}>
      {shown && (
        <ShownOnce
          title={people.invited(shown.what)}
          values={shown.values.map((value) => ({ label: people.link, value }))}
          messages={messages}
        />
      )}
      {everybody.kind === 'refused' && <Notice tone="problem">{messages.problems['not-administrator']}</Notice>}
      {everybody.kind === 'ok' && (
        <People people={everybody.value} me={known.kind === 'ok' ? known.value.id : ''} messages={messages} />
      )}
      {invited.kind === 'ok' && (
        <Invitations
          invitations={invited.value}
          mode={state.kind === 'ok' ? state.value.mode : undefined}
          email={one(query, 'email')}
          messages={messages}
        />
      )}
    </SettingsPage>
  );
}
