import { sessionCookie, sessionDays } from '@bookmark-manager/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Has the browser keep a session; over HTTPS it never sends it without. */
export const setSession = (request: FastifyRequest, reply: FastifyReply, token: string): void => {
  void reply.header('set-cookie', `${sessionCookie}=${token}; ${attributes(request)}; Max-Age=${sessionDays * 86_400}`);
};

/** Has the browser forget it. */
export const forgetSession = (request: FastifyRequest, reply: FastifyReply): void => {
  void reply.header('set-cookie', `${sessionCookie}=; ${attributes(request)}; Max-Age=0`);
};

const attributes = ({ headers }: FastifyRequest): string =>
  `Path=/; HttpOnly; SameSite=Lax${headers['x-forwarded-proto'] === 'https' ? '; Secure' : ''}`;
