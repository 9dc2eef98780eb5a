import { say, sayDuration } from '@bookmark-manager/schedule';
import type { Paint } from '../io.ts';
import { sayLease } from '../leases/page.ts';
import { table } from '../text/table.ts';
import type { Remarks, Status } from './status.ts';

/** The status as a person reads it: condition and reason first, then services, database, leases, address. */
export function statusPage(status: Status, remarks: Remarks, paint: Paint): string[] {
  const notes = [...remarks.waiting, ...remarks.problems];
  return [
    `${paint('bold', headline(status, paint))}`,
    `${reason(status, remarks)}${until(status)}`,
    ...notes.map((note) => paint('yellow', `! ${note}`)),
    '',
    ...table(
      ['service', 'running', 'desired', 'awake count', 'image'],
      status.services.map((service) => [
        service.name,
        String(service.running),
        String(service.desired),
        String(service.awakeCount),
        shortImage(service.image),
      ]),
    ),
    '',
    ...table(
      [],
      [
        ['database', status.database?.status ?? 'none'],
        ['address', status.url ?? 'none'],
        ...status.leases.map((lease) => ['lease', sayLease({ ...lease, until: new Date(lease.until) })]),
      ],
    ),
  ];
}

function headline({ condition }: Status, paint: Paint): string {
  const colour = condition === 'awake' ? 'green' : condition === 'asleep' ? 'dim' : 'yellow';
  return paint(colour, sentence(condition.replace('-', ' ')));
}

/** Why it is so; or, on its way or kept from it, what it should be and why. */
function reason({ condition, because }: Status, { wanted }: Remarks): string {
  return condition === wanted ? sentence(because.text) : `It should be ${wanted}: ${because.text}`;
}

function until({ until: at, now }: Status): string {
  if (at === null) return ', until further notice';
  const ms = Date.parse(at) - Date.parse(now);
  return `, until ${say(new Date(at))} (in ${sayDuration(ms)}, Tokyo time)`;
}

/** `…/bookmark-manager-staging-web@sha256:0123456789ab…` → `sha256:0123456789ab`. */
function shortImage(image: string | null): string {
  if (image === null) return 'none yet';
  const digest = /@(sha256:[0-9a-f]{12})/.exec(image)?.[1];
  return digest ?? image.slice(image.lastIndexOf('/') + 1);
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
