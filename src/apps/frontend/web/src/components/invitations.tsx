import type { Invitation, SignUpMode } from '@bookmark-manager/contract';
import type { Messages } from '../messages/index.ts';
import { Card, Empty, Row, Rows } from './card.tsx';
import { Choice } from './choice.tsx';
import { Confirm } from './confirm.tsx';
import { Field } from './field.tsx';
import { When } from './when.tsx';

type InvitationsProps = {
  readonly invitations: readonly Invitation[];
  readonly mode: SignUpMode | undefined;
  /** What was typed when it was refused. */
  readonly email: string;
  readonly messages: Messages;
};

/** Who is invited, and a form to invite somebody. */
export const Invitations = ({ invitations, mode, email, messages }: InvitationsProps) => {
  const { people } = messages;
  return (
    <Card title={people.invitations} help={mode && people.modes[mode]}>
      {invitations.length === 0 ? (
        <Empty>{people.noInvitations}</Empty>
      ) : (
        <Rows label={people.invitations}>
          {invitations.map((invitation) => (
            <One key={invitation.id} invitation={invitation} messages={messages} />
          ))}
        </Rows>
      )}
      <form action="/actions/people/invite" method="post" className="flex flex-col gap-4 border-t border-line pt-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            name="email"
            type="email"
            maxLength={254}
            label={messages.sign.emailLabel}
            hint={people.emailHint}
            value={email}
          />
          <Field
            name="days"
            type="number"
            min={1}
            max={30}
            required
            label={people.daysLabel}
            hint={people.daysHint}
            value="7"
          />
        </div>
        <Choice
          name="role"
          label={people.roleLabel}
          chosen="member"
          choices={[
            { value: 'member', text: people.roles.member },
            { value: 'administrator', text: people.roles.administrator },
          ]}
        />
        <div>
          <button type="submit" className="button-strong">
            {people.invite}
          </button>
        </div>
      </form>
    </Card>
  );
};

const One = ({ invitation, messages }: { readonly invitation: Invitation; readonly messages: Messages }) => {
  const { people } = messages;
  const { id, email, role, expiresAt, usedAt } = invitation;
  const name = email ?? people.anybody;
  return (
    <Row
      title={name}
      details={
        <>
          {people.roles[role]} · {usedAt === null ? people.goodUntil : people.used}{' '}
          <When instant={usedAt ?? expiresAt} messages={messages} />
        </>
      }
    >
      {usedAt === null && (
        <Confirm
          action="/actions/people/withdraw"
          fields={{ id }}
          text={people.withdraw}
          label={`${people.withdraw}: ${name}`}
          confirm={people.confirm}
        />
      )}
    </Row>
  );
};
