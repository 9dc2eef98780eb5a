import {
  type Invitations,
  type MadeInvitation,
  newInvitationSchema,
  type People,
  type Person,
  personChangeSchema,
} from '@bookmark-manager/contract';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { idOf } from '../http/id.ts';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem-error.ts';
import { administrator, type Identity, Who } from './identity.ts';
import { InvitationStore } from './invitation-store.ts';
import { PersonStore } from './person-store.ts';

/** What administrators see and change of others. */
@Controller('api/v1')
export class PeopleController {
  readonly #people: PersonStore;
  readonly #invitations: InvitationStore;

  constructor(people: PersonStore, invitations: InvitationStore) {
    this.#people = people;
    this.#invitations = invitations;
  }

  @Get('people')
  async list(@Who() who: Identity): Promise<People> {
    administrator(who);
    return { items: await this.#people.list() };
  }

  @Get('people/:id')
  async get(@Who() who: Identity, @Param() params: unknown): Promise<Person> {
    administrator(who);
    return known(await this.#people.get(idOf(params)));
  }

  @Patch('people/:id')
  async change(@Who() who: Identity, @Param() params: unknown, @Body() body: unknown): Promise<Person> {
    administrator(who);
    return known(await this.#people.change(idOf(params), parse(personChangeSchema, body)));
  }

  @Get('invitations')
  async invitations(@Who() who: Identity): Promise<Invitations> {
    administrator(who);
    return { items: await this.#invitations.list() };
  }

  @Post('invitations')
  invite(@Who() who: Identity, @Body() body: unknown): Promise<MadeInvitation> {
    return this.#invitations.make(administrator(who).userId, parse(newInvitationSchema, body));
  }

  @Delete('invitations/:id')
  @HttpCode(204)
  async withdraw(@Who() who: Identity, @Param() params: unknown): Promise<void> {
    administrator(who);
    if (!(await this.#invitations.remove(idOf(params))))
      throw new ProblemError('not-found', 'There is no such invitation');
  }
}

const known = (person: Person | null): Person => {
  if (person === null) throw new ProblemError('not-found', 'Nobody has this id');
  return person;
};
