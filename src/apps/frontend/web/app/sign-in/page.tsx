import { Field } from '../../src/components/field.tsx';
import { Outcome } from '../../src/components/outcome.tsx';
import { Shell } from '../../src/components/shell.tsx';
import { SignForm } from '../../src/components/sign-form.tsx';
import { pageOfOurs } from '../../src/http/answers.ts';
import { one, type Query } from '../../src/query.ts';
import { messagesOfReader } from '../../src/reader.ts';

export default async function SignInPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const [messages, query] = await Promise.all([messagesOfReader(), searchParams]);
  return (
    <Shell messages={messages} title={messages.sign.signIn} signedIn={false}>
      <SignForm
        action="/actions/sign-in"
        title={messages.sign.signIn}
        submit={messages.sign.signIn}
        other={
          <>
            {messages.sign.noAccount}{' '}
            <a href="/sign-up" className="rounded font-medium text-accent">
              {messages.sign.signUp}
            </a>
          </>
        }
      >
        <Outcome messages={messages} query={query} />
        <input type="hidden" name="next" value={pageOfOurs(query.next)} />
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
          name="password"
          type="password"
          required
          maxLength={256}
          autoComplete="current-password"
          label={messages.sign.passwordLabel}
          value=""
        />
      </SignForm>
    </Shell>
  );
}
