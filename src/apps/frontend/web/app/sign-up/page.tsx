import { minPasswordLength } from '@bookmark-manager/contract';
import { signUpState } from '../../src/api/people.ts';
import { Field } from '../../src/components/field.tsx';
import { Notice } from '../../src/components/notice.tsx';
import { Outcome } from '../../src/components/outcome.tsx';
import { Shell } from '../../src/components/shell.tsx';
import { SignForm } from '../../src/components/sign-form.tsx';
import { one, type Query } from '../../src/query.ts';
import { callerOfPage, messagesOfReader } from '../../src/reader.ts';

export default async function SignUpPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const [messages, caller, query] = await Promise.all([messagesOfReader(), callerOfPage(), searchParams]);
  const answer = await signUpState(caller);
  const { mode, isFirst } = answer.kind === 'ok' ? answer.value : { mode: 'open', isFirst: false };
  const invitation = one(query, 'invitation');
  if (mode === 'closed')
    return (
      <Shell messages={messages} title={messages.sign.signUpTitle} signedIn={false}>
        <Notice tone="problem">{messages.sign.closedHelp}</Notice>
        <p>
          <a href="/sign-in" className="button-plain">
            {messages.sign.signIn}
          </a>
        </p>
      </Shell>
    );
  return (
    <Shell messages={messages} title={messages.sign.signUpTitle} signedIn={false}>
      <SignForm
        action="/actions/sign-up"
        title={messages.sign.signUpTitle}
        submit={messages.sign.signUp}
        other={
          <>
            {messages.sign.hasAccount}{' '}
            <a href="/sign-in" className="rounded font-medium text-accent">
              {messages.sign.signIn}
            </a>
          </>
        }
      >
        <p className="text-sm text-quiet">{isFirst ? messages.sign.firstHelp : messages.sign.signUpHelp}</p>
        <Outcome messages={messages} query={query} />
        {answer.kind !== 'ok' && <Notice tone="problem">{messages.problems.away}</Notice>}
        {(invitation !== '' || (mode === 'invited' && !isFirst)) && (
          <Field name="invitation" required maxLength={100} label={messages.sign.invitationLabel} value={invitation} />
        )}
        <Field
          name="email"
          type="email"
          required
          maxLength={254}
          autoComplete="username"
          label={messages.sign.emailLabel}
          value={one(query, 'email')}
        />
        <Field
          name="name"
          maxLength={100}
          autoComplete="name"
          label={messages.sign.nameLabel}
          hint={messages.common.optional}
          value={one(query, 'name')}
        />
        <Field
          name="password"
          type="password"
          required
          minLength={minPasswordLength}
          maxLength={256}
          autoComplete="new-password"
          label={messages.sign.passwordLabel}
          hint={messages.sign.passwordHint}
          value=""
        />
      </SignForm>
    </Shell>
  );
}
