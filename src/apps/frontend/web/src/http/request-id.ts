import { requestIdOf } from '@bookmark-manager/serving';

/** The id under which a request stands in the logs; the server sets it before any page sees the request. */
export const requestIdFrom = (headers: Headers): string => requestIdOf(headers.get('x-request-id') ?? undefined);
