import { findPrice, type MicroUsd, type PriceList } from '@bookmark-manager/prices';

export type RestartPrices = {
  /** What an hour of one task costs. */
  taskHourMicroUsd: MicroUsd;
  /** What each start pulls; 0 when ECR does not tell. */
  pulledBytes: number;
  /** Whether what it pulls passes a NAT gateway, which charges by the byte. */
  throughNat: boolean;
};

type Stopped = { createdAt: string | null; stoppedAt: string | null };

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const GB = 1e9;

/** What starting and failing again and again costs in an hour, by the rate of the starts that failed. */
export function restartCost(
  failed: readonly Stopped[],
  { taskHourMicroUsd, pulledBytes, throughNat }: RestartPrices,
  list: PriceList,
  now: Date,
): { microUsdPerHour: MicroUsd; basis: string } {
  const created = failed.map(({ createdAt }) => Date.parse(createdAt ?? now.toISOString()));
  const spanMs = Math.max(10 * MINUTE_MS, now.getTime() - Math.min(...created));
  const perHour = (failed.length * HOUR_MS) / spanMs;
  // Fargate charges from the pull of the image on, a minute at least.
  const lives = failed.map(({ createdAt, stoppedAt }) =>
    Math.max(MINUTE_MS, Date.parse(stoppedAt ?? '') - Date.parse(createdAt ?? '') || MINUTE_MS),
  );
  const lifeMs = lives.reduce((sum, ms) => sum + ms, 0) / Math.max(1, lives.length);
  const perByte = throughNat ? (findPrice(list, 'NAT gateway', 'APN1-NatGateway-Bytes')?.picoUsd ?? 0) / 1e6 / GB : 0;
  const each = (taskHourMicroUsd * lifeMs) / HOUR_MS + perByte * pulledBytes;
  const pulled = pulledBytes > 0 ? `, ${Math.round(pulledBytes / 1e6)} MB pulled each time` : '';
  const way = throughNat ? ' through the NAT gateway' : '';
  return {
    microUsdPerHour: Math.round(each * perHour),
    basis: `${perHour.toFixed(0)} starts an hour${pulled}${pulled ? way : ''}`,
  };
}
