import { minPasswordLength, type Person } from '@bookmark-manager/contract';
import type { Messages } from '../messages/index.ts';
import { Card, Row, Rows } from './card.tsx';
import { Confirm, Press } from './confirm.tsx';
import { Field } from './field.tsx';
import { When } from './when.tsx';

type PeopleProps = {
  readonly people: readonly Person[];
  /** Who looks: nobody changes themselves here. */
  readonly me: Person['id'];
  readonly messages: Messages;
};

/** Everybody, and what an administrator can do about them. */
export const People = ({ people, me, messages }: PeopleProps) => (
  <Card title={messages.people.title} help={messages.people.help}>
    <Rows label={messages.people.title}>
      {people.map((person) => (
        <Row
          key={person.id}
          title={
            <span className="flex flex-wrap items-center gap-2">
              {person.name || person.email}
              <Badge person={person} messages={messages} />
            </span>
          }
          details={
            <>
              {person.name && <>{person.email} · </>}
              {messages.people.since} <When instant={person.createdAt} messages={messages} />
            </>
          }
        >
          {person.id === me ? (
            <span className="content-center px-2 text-sm text-quiet">{messages.people.you}</span>
          ) : (
            <Deeds person={person} messages={messages} />
          )}
        </Row>
      ))}
    </Rows>
  </Card>
);

const Badge = ({ person, messages }: { readonly person: Person; readonly messages: Messages }) => (
  <>
    {person.role === 'administrator' && (
      <span className="rounded-md bg-soft px-2 py-0.5 text-sm font-normal">{messages.people.roles.administrator}</span>
    )}
    {person.disabledAt !== null && (
      <span className="rounded-md bg-danger-soft px-2 py-0.5 text-sm font-normal text-danger">
        {messages.people.disabled}
      </span>
    )}
  </>
);

const Deeds = ({ person, messages }: { readonly person: Person; readonly messages: Messages }) => {
  const { people } = messages;
  const { id, email } = person;
  const other = person.role === 'administrator' ? 'member' : 'administrator';
  return (
    <>
      {person.disabledAt === null ? (
        <>
          <Confirm
            action="/actions/people/role"
            fields={{ id, role: other }}
            text={people.make[other]}
            label={`${people.make[other]}: ${email}`}
            confirm={people.confirm}
          />
          <Confirm
            action="/actions/people/password"
            fields={{ id }}
            text={people.password}
            label={`${people.password}: ${email}`}
            confirm={people.passwordConfirm}
          >
            <Field
              name="password"
              id={`password-${id}`}
              type="password"
              required
              minLength={minPasswordLength}
              maxLength={256}
              autoComplete="new-password"
              label={people.newPassword}
              hint={messages.sign.passwordHint}
              value=""
            />
          </Confirm>
          <Confirm
            action="/actions/people/disable"
            fields={{ id }}
            text={people.disable}
            label={`${people.disable}: ${email}`}
            confirm={people.confirm}
          >
            <p className="max-w-60 text-quiet">{people.disableHelp}</p>
          </Confirm>
        </>
      ) : (
        <Press
          action="/actions/people/enable"
          fields={{ id }}
          text={people.enable}
          label={`${people.enable}: ${email}`}
        />
      )}
    </>
  );
};
