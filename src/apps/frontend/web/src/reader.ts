import { headers } from 'next/headers';
import type { Caller } from './api/client.ts';
import { requestIdFrom } from './http/request-id.ts';
import { type Messages, messagesFor } from './messages/index.ts';

/** The texts in the language of whoever reads this page. */
export const messagesOfReader = async (): Promise<Messages> => messagesFor((await headers()).get('accept-language'));

/** Who asks the API on behalf of this page. */
export const callerOfPage = async (): Promise<Caller> => ({ requestId: requestIdFrom(await headers()) });
