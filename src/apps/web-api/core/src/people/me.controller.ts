import type { Person } from '@bookmark-manager/contract';
import { Controller, Get } from '@nestjs/common';
import { type Identity, Who } from './identity.ts';
import { UserStore } from './user-store.ts';

/** What somebody sees and changes of themselves. */
@Controller('api/v1/me')
export class MeController {
  readonly #users: UserStore;

  constructor(users: UserStore) {
    this.#users = users;
  }

  @Get()
  me(@Who() who: Identity): Promise<Person> {
    return this.#users.get(who.userId);
  }
}
