/**
 * Query parameters that say how somebody came to a page and never which page it is. Only names that their makers document as such:
 * what a site may mean otherwise (`ref`, `source`, `id`) stays. In lower case.
 */
const names: ReadonlySet<string> = new Set([
  // advertisements' click ids: Google, Microsoft, Meta, X, TikTok, LinkedIn, Yandex, Pinterest, Reddit, Snapchat
  ...['gclid', 'gclsrc', 'dclid', 'gbraid', 'wbraid', 'gad_source', 'gad_campaignid', 'srsltid', 'msclkid', 'fbclid'],
  ...['twclid', 'ttclid', 'li_fat_id', 'yclid', 'ysclid', 'epik', 'rdt_cid', 'sccid', 'igsh', 'igshid'],
  // analytics that hand a visitor on between sites: Google, Adobe, Yandex
  ...['_ga', '_gl', 's_cid', '_openstat'],
  // mail and marketing: Mailchimp, HubSpot, Marketo, Vero, Omeda, Drip, MailerLite, Klaviyo, Branch
  ...['mc_cid', 'mc_eid', '_hsenc', '_hsmi', '__hssc', '__hstc', '__hsfp', 'hsctatracking', 'mkt_tok', 'vero_id'],
  ...[
    'vero_conv',
    'oly_anon_id',
    'oly_enc_id',
    '__s',
    'ml_subscriber',
    'ml_subscriber_hash',
    '_kx',
    '_branch_match_id',
  ],
  ...['wickedid', 'rb_clickid'],
  // publishers that send readers on: Yahoo, X
  ...['guccounter', 'guce_referrer', 'guce_referrer_sig', 'ref_src', 'ref_url'],
]);

const prefixes = ['utm_', 'mtm_', 'matomo_', 'pk_campaign', 'pk_kwd', 'pk_source', 'pk_medium', 'pk_content', 'pk_cid'];

/** Shared links of these carry who shared them in a parameter that means something else elsewhere. */
const ofSites: Readonly<Record<string, ReadonlySet<string>>> = {
  'youtube.com': new Set(['si', 'pp', 'feature']),
  'youtu.be': new Set(['si', 'feature']),
  'open.spotify.com': new Set(['si']),
  'twitter.com': new Set(['s', 't']),
  'x.com': new Set(['s', 't']),
};

/**
 * Whether a parameter only follows people around.
 * @param site the host in lower case, without www. or m.
 */
export const isTracking = (name: string, site: string): boolean => {
  const lower = name.toLowerCase();
  if (names.has(lower) || prefixes.some((prefix) => lower.startsWith(prefix))) return true;
  return Object.hasOwn(ofSites, site) && ofSites[site]?.has(lower) === true;
};
