import { createHash } from 'node:crypto';
import { roles, scopes, sessionDays } from '@bookmark-manager/contract';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { LazyDatabase } from '../database.ts';
import { verifyToken } from '../signing/tokens.ts';
import { CONFIG } from '../tokens.ts';
import type { Credentials } from './credentials.ts';
import type { Identity, UserId } from './identity.ts';
import { isDue, sessionToken } from './session-token.ts';

/** Who was recognised, and what their browser should hold instead from now on. */
export type Recognised = { readonly identity: Identity; readonly renewed?: string };

/** Recognises who sends a request. */
@Injectable()
export class IdentityStore {
  readonly #database: LazyDatabase;
  readonly #config: Config;

  constructor(database: LazyDatabase, @Inject(CONFIG) config: Config) {
    this.#database = database;
    this.#config = config;
  }

  /** Null for anybody who is not known, not any more, or disabled. */
  recognise(credentials: Credentials): Promise<Recognised | null> {
    if (credentials.kind === 'token') return this.#byToken(credentials.token);
    if (credentials.kind === 'session') return this.#bySession(credentials.token, new Date());
    return Promise.resolve(null);
  }

  async #bySession(signed: string, now: Date): Promise<Recognised | null> {
    const { keys } = this.#config;
    const claims = keys && verifyToken(keys, signed, now);
    if (!claims) return null;
    const database = await this.#database.client();
    const sessionId = claims.sub;
    const [row] = sessionRows.parse(
      await database.$queryRaw`
        SELECT u.id, u.role, s.last_seen_at < now() - interval '1 hour' AS stale
        FROM sessions s JOIN users u ON u.id = s.user_id
        WHERE s.id = ${sessionId}::uuid AND s.expires_at > now() AND u.disabled_at IS NULL`,
    );
    if (row === undefined) return null;
    const due = isDue(keys, signed, claims, now);
    if (row.stale || due) {
      await database.$executeRaw`
        UPDATE sessions SET last_seen_at = now(), expires_at = now() + make_interval(days => ${sessionDays}::int)
        WHERE id = ${sessionId}::uuid`;
    }
    const identity = { userId: userId(row.id), role: row.role, scope: 'write', via: 'session', sessionId } as const;
    return due ? { identity, renewed: sessionToken(keys, sessionId, now) } : { identity };
  }

  async #byToken(token: string): Promise<Recognised | null> {
    const database = await this.#database.client();
    const [row] = tokenRows.parse(
      await database.$queryRaw`
        SELECT u.id, u.role, t.scope, t.id AS "tokenId",
               coalesce(t.last_used_at < now() - interval '1 minute', true) AS stale
        FROM api_tokens t JOIN users u ON u.id = t.user_id
        WHERE t.hash = ${hashOf(token)} AND u.disabled_at IS NULL`,
    );
    if (row === undefined) return null;
    if (row.stale)
      await database.$executeRaw`UPDATE api_tokens SET last_used_at = now() WHERE id = ${row.tokenId}::uuid`;
    return { identity: { userId: userId(row.id), role: row.role, scope: row.scope, via: 'token' } };
  }
}

/** What is kept of a secret that is random: it cannot be guessed, so it needs no slow hash. */
export const hashOf = (secret: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(secret).digest());

/** Only the owner of a session or a token, as the database says it, and somebody who has just signed up or in, is one. */
export const userId = (id: string): UserId => id as UserId;

const sessionRows = z.array(z.object({ id: z.string(), role: z.enum(roles), stale: z.boolean() }));
const tokenRows = z.array(
  z.object({ id: z.string(), role: z.enum(roles), scope: z.enum(scopes), tokenId: z.string(), stale: z.boolean() }),
);
