import { expect, it, vi } from 'vitest';
import { interrupted, StagingError } from '../errors.ts';
import { fakeIo } from '../testing.ts';
import { sayPage } from './page.ts';
import { createScreen } from './screen.ts';
import { event } from './testing.ts';

it('has a line for each step that is done, and then the address', async () => {
  vi.useFakeTimers();
  try {
    const io = fakeIo();
    const screen = createScreen(io);
    const work = (ms: number) => new Promise<string>((resolve) => setTimeout(resolve, ms, 'done'));
    const steps = [
      screen.step('AWS API', work(20), () => 'http://127.0.0.1:4599, empty'),
      screen.step('Images', work(59_960), () => 'web, api built'),
      screen.step('Infrastructure', work(119_700), () => 'six units applied (lean)'),
    ];
    await vi.advanceTimersByTimeAsync(119_700);
    await Promise.all(steps);
    screen.done('Proved', 'a plan of all units is empty (12 s)');
    screen.note('Port', '8080 is taken: the door is at 40725');
    const { endpoint, door } = { endpoint: 'http://127.0.0.1:4599', door: 'http://127.0.0.1:8080' };
    screen.ready(sayPage({ endpoint, door, served: true }, { enforced: false, why: 'no root' }));
    screen.event(event('database', 'available on 127.0.0.1:5432'));
    screen.event(event('tasks', 'stopped', 'error'));
    expect(`\n${io.stderr.join('\n')}\n`).toBe(`
  ✓ AWS API         http://127.0.0.1:4599, empty
  ✓ Images          web, api built  (1 min 0 s)
  ✓ Infrastructure  six units applied (lean)  (2 min 0 s)
  ✓ Proved          a plan of all units is empty (12 s)
  ! Port            8080 is taken: the door is at 40725

Ready after 2 min 0 s.

  http://127.0.0.1:8080    the application, through the front door
  http://127.0.0.1:4599    the AWS API:  eval "$(npx staging env)"  turns a shell to it
  npx staging status       what runs; --help lists the other commands
  Ctrl-C                   ends everything; npm start goes on from there
                           limits are off: no root

  09:30:05 database      it: available on 127.0.0.1:5432
  09:30:05 tasks         it: stopped
`);
  } finally {
    vi.useRealTimers();
  }
});

it('marks the step that failed, and leaves why to whoever catches it', async () => {
  const io = fakeIo();
  const failing = Promise.reject(new StagingError('No space.'));
  await expect(createScreen(io).step('Images', failing, String)).rejects.toThrow('No space.');
  expect(io.stderr).toEqual(['  ✗ Images          failed']);
});

it('marks no step that the user ended', async () => {
  const io = fakeIo();
  await expect(createScreen(io).step('Images', Promise.reject(interrupted('Ended.')), String)).rejects.toThrow();
  expect(io.stderr).toEqual([]);
});

it('says whose page it is while the environment sleeps', () => {
  const [first] = sayPage({ endpoint: 'http://e', door: 'http://d', served: false }, { enforced: true });
  expect(first).toBe('http://d                 the wake page, through the front door');
});
