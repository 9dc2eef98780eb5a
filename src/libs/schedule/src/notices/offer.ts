import * as z from 'zod/mini';

/** An offer to stay awake: until when, and until when it can be taken up. */
export type Offer = { until: Date; expires: Date };

/** What the token of an offer's link looks like: 16 random bytes as base64url. */
const TOKEN = /^[A-Za-z0-9_-]{22}$/;

const instant = z.iso.datetime({ offset: true });
const offerSchema = z.object({ until: instant, expires: instant });

export function isOfferToken(text: string): boolean {
  return TOKEN.test(text);
}

/** The offer that a parameter's value holds, or null when it holds none that can be understood. */
export function parseOffer(value: string): Offer | null {
  try {
    const { until, expires } = offerSchema.parse(JSON.parse(value));
    return { until: new Date(until), expires: new Date(expires) };
  } catch {
    return null;
  }
}

/** The value to store for an offer. */
export function serializeOffer({ until, expires }: Offer): string {
  return JSON.stringify({ until: until.toISOString(), expires: expires.toISOString() });
}
