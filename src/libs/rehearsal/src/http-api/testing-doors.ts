import http, { type RequestListener } from 'node:http';
import { onTestFinished } from 'vitest';
import { behind, startTarget } from '../load-balancer/testing-targets.ts';
import { type Asking, ask, fakeReading, startHttpApi, startInstance, type Told } from './testing.ts';

type Ask = (path: string, init?: Asking) => Promise<Told>;

/** By its name, each front door before the same application: what a caller asks is asked through it. */
export const BOTH_DOORS = {
  async alb(application, keepAliveMs) {
    const target = await startTarget(application);
    target.server.keepAliveTimeout = keepAliveMs;
    const running = await behind([target]);
    onTestFinished(() => running.balancer[Symbol.asyncDispose]());
    const agent = new http.Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    return (path, init) => ask({ host: '127.0.0.1', port: running.port, agent }, path, init);
  },
  async 'http-api'(application, keepAliveMs) {
    const reading = fakeReading();
    reading.listed = [await startInstance(application, keepAliveMs)];
    return (await startHttpApi(reading)).ask;
  },
} satisfies Record<string, (application: RequestListener, keepAliveMs: number) => Promise<Ask>>;

export type DoorName = keyof typeof BOTH_DOORS;
export const DOOR_NAMES = Object.keys(BOTH_DOORS) as DoorName[];
