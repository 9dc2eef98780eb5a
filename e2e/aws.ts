import { running } from './rehearsal.ts';

/** Options of every AWS SDK client: the rehearsal's API, with its own keys. */
export function clientOptions() {
  const endpoint = running()?.endpoint;
  if (!endpoint) throw new Error('No rehearsal runs.');
  return {
    endpoint,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'rehearsal', secretAccessKey: 'rehearsal' },
    maxAttempts: 2,
  };
}

export const CLUSTER = 'bookmark-manager-staging-cluster';
/** The full name of a service. */
export const serviceName = (service: 'web' | 'api') => `bookmark-manager-staging-${service}`;
