import { sayDuration } from '@bookmark-manager/schedule';
import { SERVICES } from '../../names.ts';
import { type Check, defineCheck, fault, note, ok, waits, worst } from '../check.ts';
import { isMadeByPerson } from '../facts/secrets.ts';

/** What tasks are given besides their image. */
export const secretChecks = {
  'secrets.present': defineCheck(['services', 'secrets'], ({ services, secrets }) => {
    const { web, api } = services.of;
    const definitions = [web?.definition, api?.definition, services.migrate].filter((each) => each != null);
    if (definitions.length === 0) return waits('there is no task definition yet');
    const needed = definitions.flatMap(({ name, secrets: all }) => all.map((secret) => ({ ...secret, by: name })));
    const missing = needed.filter(({ parameter }) => !secrets.present.includes(parameter));
    return worst(
      missing.map(({ name, parameter, by }) =>
        fault(
          `The secret ${name} is not there: no task that needs it can start.`,
          `${parameter}, needed by ${by}`,
          isMadeByPerson(name) ? `staging secrets set ${name}` : 'staging up',
        ),
      ),
      ok('All secrets are there.', [...new Set(needed.map(({ name }) => name))].join(', ')),
    );
  }),
  'secrets.valid': defineCheck(['secrets'], ({ secrets: { mistakes } }) =>
    worst(
      Object.entries(mistakes).map(([name, mistake]) =>
        fault(`The secret ${name} is no good: ${mistake}.`, 'its value is not shown', `staging secrets set ${name}`),
      ),
      ok('The secrets look as they should.'),
    ),
  ),
  'secrets.database-host': defineCheck(['secrets', 'database'], ({ secrets: { databaseHosts }, database }) => {
    if (database === null || database.host === '') return waits('there is no database yet');
    const others = Object.entries(databaseHosts).filter(([, host]) => host !== database.host);
    return worst(
      others.map(([name, host]) =>
        fault(
          `${name} names another host than the database's.`,
          `${host}, and it is ${database.host}`,
          `staging secrets set ${name}`,
        ),
      ),
      ok('DATABASE_URL names this database.', database.host),
    );
  }),
  'secrets.older': defineCheck(['services', 'tasks', 'secrets'], ({ services, tasks, secrets }) => {
    const older = SERVICES.flatMap((service) => {
      const running = tasks.filter(({ family, status }) => family === service && status === 'RUNNING');
      const since = running.map(({ startedAt }) => startedAt).sort()[0];
      const given = services.of[service]?.definition?.secrets ?? [];
      const names = given
        .filter(({ parameter }) => isAfter(secrets.changedAt[parameter], since))
        .map(({ name }) => name);
      return names.length === 0 ? [] : [{ service, names }];
    });
    return worst(
      older.map(({ service, names }) =>
        note(
          `${service} runs with an older ${names.join(' and ')} than SSM has.`,
          'tasks read secrets when they start',
          `staging deploy ${service} --restart`,
        ),
      ),
      ok('Tasks have the secrets of now.'),
    );
  }),
  'secrets.rotation': defineCheck(['secrets', 'now'], ({ secrets: { rotations }, now }) =>
    worst(
      rotations.map(({ name, by, since }) =>
        note(
          `${by} began to rotate ${name} ${sayDuration(now.getTime() - Date.parse(since))} ago, and it is not over.`,
          'the old one and the new one are good',
          `staging secrets rotate ${name}`,
        ),
      ),
      ok('No secret is half rotated.'),
    ),
  ),
  'secrets.mongodb': defineCheck(['chosen', 'services', 'secrets'], ({ chosen, services, secrets }) => {
    const wanted = services.of.api?.definition?.secrets.some(({ name }) => name === 'MONGODB_URI') ?? false;
    const isThere = secrets.present.some((name) => name.endsWith('/MONGODB_URI'));
    if (chosen.mongodb === true && !isThere)
      return fault(
        'env.hcl says mongodb = true, and MONGODB_URI is not there.',
        'the API would not start',
        'staging secrets set MONGODB_URI',
      );
    if (chosen.mongodb === true && services.of.api && !wanted)
      return note(
        'env.hcl says mongodb = true, and it is not applied yet.',
        'no MONGODB_URI in the task definition',
        'staging up',
      );
    if (isThere && !wanted)
      return note('MONGODB_URI is there, and nobody is given it.', 'env.hcl: mongodb = false', null);
    return ok(wanted ? 'The API is given MONGODB_URI.' : 'MongoDB is not used.');
  }),
} satisfies Record<string, Check>;

const isAfter = (changed: Date | undefined, started: string | null | undefined): boolean =>
  changed !== undefined && started != null && changed.getTime() > Date.parse(started);
