import { describe, expect, it, test } from 'vitest';
import { createCalendar } from '../calendar/calendar.ts';
import { lease, slice, tokyo, weekdays } from '../testing.ts';
import { HOUR_MS } from '../time/tokyo.ts';
import { notePage } from './note-page.ts';
import { type PageOptions, wakePage } from './page.ts';
import type { Seen } from './progress.ts';
import { type Status, visible } from './visible.ts';

const night = tokyo('2026-12-02 00:00');
const started = lease('awake', '2026-12-01 23:00', '2026-12-02 01:00');
const options: PageOptions = { language: 'en', back: '/bookmarks?q=1&x=2', again: true, wakesForMs: 2 * HOUR_MS };
const seen: Seen = {
  database: { status: 'starting' },
  services: ['web', 'api'].map((name) => ({ name, desired: 0, running: 0, healthyTargets: 0 })),
};

const asleep = (changes: Partial<PageOptions> = {}, at = night, calendar = weekdays) =>
  wakePage(visible(calendar, [], at, null), { ...options, ...changes });
const waking = (changes: Partial<PageOptions> = {}, status: Status | null = null) =>
  wakePage(visible(weekdays, [started], night, status), { ...options, ...changes });

describe('asleep, the page', () => {
  it('says so in English, with the reason, the next start and a button that leads back', () => {
    const html = asleep();
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('It is asleep and starts again on Wed 2 Dec 09:00 (Tokyo).');
    expect(html).toContain('Why: outside office hours');
    expect(html).toContain('<form method="post" action="/_staging/wake">');
    expect(html).toContain('<input type="hidden" name="back" value="/bookmarks?q=1&amp;x=2">');
    expect(html).toContain('<button>Wake it for 2 h</button>');
  });

  it('says so in Japanese', () => {
    const html = asleep({ language: 'ja' });
    expect(html).toContain('<html lang="ja">');
    expect(html).toContain('次は12月2日（水）9:00（東京時間）に起動します。');
    expect(html).toContain('理由：業務時間外のため');
    expect(html).toContain('<button>2時間だけ起動する</button>');
  });

  test.each([
    ['2026-12-05 12:00', 'it is the weekend', '週末のため'],
    ['2027-01-11 12:00', 'public holiday (Coming of Age Day)', '祝日（成人の日）のため'],
    ['2026-12-31 12:00', 'closed today', '休業日のため'],
  ])('gives the reason at %s: %s, %s', (at, english, japanese) => {
    const calendar = createCalendar(
      slice({ calendar: { closed_days: ['2026-12-31'] }, schedule: { public_holidays: true } }),
    );
    expect(asleep({}, tokyo(at), calendar)).toContain(`Why: ${english}`);
    expect(asleep({ language: 'ja' }, tokyo(at), calendar)).toContain(`理由：${japanese}`);
  });

  it('says that a person stopped it, or started it', () => {
    const stop = lease('asleep', '2026-12-01 12:00', '2026-12-02 12:00');
    const stopped = wakePage(visible(weekdays, [stop], night, null), options);
    expect(stopped).toContain('Why: a person of the team stopped it.');
    expect(waking()).toContain('Why: a person of the team started it.');
    expect(waking({ language: 'ja' })).toContain('理由：チームのメンバーが起動したため');
  });

  it('has no button where visitors wake nothing, and neither script nor refresh', () => {
    const html = asleep({ wakesForMs: null });
    expect(html).not.toMatch(/<form|<button|<script|http-equiv/);
  });

  it('says that no start is planned', () => {
    const never = createCalendar(slice({ schedule: { mode: 'never' } }));
    expect(asleep({}, night, never)).toContain('It is asleep, and no start is planned.');
  });

  it('says that something keeps it from waking', () => {
    const html = waking({}, { condition: 'asleep', desired: 'awake', seen });
    expect(html).toContain('something keeps it from starting');
    expect(html).not.toMatch(/<script|<button/);
  });
});

describe('waking, the page', () => {
  it('shows how far each part is, and looks again by itself without scripts', () => {
    const html = waking({}, { condition: 'waking', desired: 'awake', seen });
    expect(html).toMatch(
      /data-name="database" data-status="starting"><span>Database<\/span><b>starting<\/b><small>RDS: starting</,
    );
    expect(html).toMatch(/data-name="api" data-status="waiting"><span>API<\/span><b>waiting<\/b>/);
    expect(html).toMatch(/data-name="web" data-status="waiting"><span>Web<\/span><b>waiting<\/b>/);
    expect(html).toContain('<div role="status">');
    expect(html).toContain('<noscript><meta http-equiv="refresh" content="15"></noscript>');
  });

  it('hides the progress that it does not know', () => {
    expect(waking()).toContain('<div id="progress" hidden>');
    expect(waking({}, { condition: 'waking', desired: 'awake', seen })).toContain('<div id="progress">');
  });

  it('goes on by GET to what a form had been sent to', () => {
    const html = waking({ again: false });
    expect(html).toContain('<html lang="en" data-next="/bookmarks?q=1&amp;x=2">');
    expect(html).toContain('content="15; url=/bookmarks?q=1&amp;x=2"');
    expect(waking()).not.toContain('data-next');
  });

  it('goes on soon when it is awake', () => {
    const html = waking({}, { condition: 'awake', desired: 'awake', seen });
    expect(html).toContain('content="1"');
    expect(html).toContain('<h1>Awake</h1>');
  });
});

it('escapes whatever comes from outside', () => {
  const back = `/"><script>alert('&')</script>`;
  const status: Status = { condition: 'waking', desired: 'awake', seen: { ...seen, database: { status: '<b>' } } };
  for (const html of [asleep({ back }), waking({ back, again: false }, status)]) {
    expect(html).not.toMatch(/alert\('|<b><|"><script>a/);
    expect(html).toContain('/&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;');
  }
});

it('needs nothing from outside', () => {
  for (const html of [asleep(), waking(), notePage('ja', 'ended')])
    expect(html).not.toMatch(/\b(src|srcset)=|href="(?!\/")|url\(|@import|https?:/);
});

it('says until when it stays awake, in the visitor’s language', () => {
  expect(notePage('en', 'stays', tokyo('2026-12-02 00:30'))).toContain('It stays awake until Wed 2 Dec 00:30 (Tokyo).');
  expect(notePage('ja', 'stays', tokyo('2026-12-02 00:30'))).toContain(
    '12月2日（水）0:30（東京時間）まで稼働を続けます。',
  );
});
