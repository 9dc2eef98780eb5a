import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SERVICES, serviceName } from '../names.ts';
import { RUNTIME, USER, WORKING_DIRECTORY } from './here.ts';
import { MIGRATION_LABEL, SOURCES } from './sources.ts';

const root = join(import.meta.dirname, '../../../../../..');

describe.each(SERVICES)('the Dockerfile of %s', (service) => {
  const lines = readFileSync(join(root, SOURCES[service], 'Dockerfile'), 'utf8').split('\n');
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  const says = (word: string) => last.find((line) => line.startsWith(`${word} `))?.slice(word.length + 1);

  it('starts what an image that is made here starts, as the same user, in the same place', () => {
    const { Cmd, port } = RUNTIME[service];
    expect([says('CMD'), says('USER'), says('WORKDIR'), says('EXPOSE')]).toEqual([
      JSON.stringify(Cmd).replaceAll(',', ', '),
      USER,
      WORKING_DIRECTORY,
      String(port),
    ]);
    expect(says('ENV')).toContain(`PORT=${port}`);
  });

  it('labels the image as that is labelled', () => {
    const labels = last.join('\n');
    expect(labels).toContain(`org.opencontainers.image.title="${serviceName(service)}"`);
    expect(labels).toContain(`org.opencontainers.image.revision="\${COMMIT}"`);
    expect(labels.includes(`${MIGRATION_LABEL}="\${MIGRATION}"`)).toBe(service === 'api');
  });
});
