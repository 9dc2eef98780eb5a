export { type Channel, createChannel } from './channel.ts';
export { type CommandSession, openCommandSession } from './client/command-session.ts';
export type { Offer } from './client/connect.ts';
export { openPortSession, type PortSession } from './client/port-session.ts';
export { deferred } from './deferred.ts';
export { ProtocolError } from './protocol-error.ts';
export { createStreams, type Streams } from './streams.ts';
export { type EcsTarget, parseTarget, sayTarget } from './target.ts';
export * from './words.ts';
