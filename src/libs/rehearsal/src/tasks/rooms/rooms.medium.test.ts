import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProcesses } from '../../processes/index.ts';
import { until } from '../../processes/testing.ts';
import { programs, startRegistry, text } from '../../registry/testing.ts';
import { createRooms } from './index.ts';

const URI = '123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/web';

/** Rooms for an image with a shell, whose user is 1000 and whose working directory is /app. */
async function start(kind: 'auto' | 'folder' = 'auto') {
  await using stack = new AsyncDisposableStack();
  const directory = stack.adopt(mkdtempSync(join(tmpdir(), 'rooms-')), (path) =>
    rmSync(path, { recursive: true, force: true }),
  );
  const registry = stack.use(await startRegistry());
  const files = [...(await programs(['sh', 'cat', 'ls', 'sleep'])), text('app/file', 'of the image\n')];
  const tmp = { kind: 'folder', path: 'tmp', mode: 0o1777 } as const;
  const config = {
    config: { User: '1000:1000', WorkingDir: '/app', Entrypoint: ['/bin/sh', '-c'], Cmd: ['echo image'] },
  };
  const image = await registry.images.pull(`${URI}@${await registry.push([[...files, tmp]], { config })}`);
  const certificateAuthority = join(directory, 'ca.pem');
  writeFileSync(certificateAuthority, 'who is trusted\n');
  const rooms = await createRooms({ directory: join(directory, 'tasks'), certificateAuthority, kind });
  const processes = stack.use(await createProcesses({ directory: join(directory, 'processes'), limits: 'off' }));
  const ending = stack.move();
  return {
    ...{ rooms, image, processes, tasks: join(directory, 'tasks') },
    /** Runs a shell's words in a room; what they printed. */
    async said(room: Awaited<ReturnType<typeof rooms.make>>, words: string) {
      const lines: string[] = [];
      const started = room.start(['/bin/sh', '-c', words], room.env);
      const child = await processes.start({ ...started, name: 'test', onLine: (line) => lines.push(line) });
      const { code } = await child.exited;
      return { code, lines };
    },
    [Symbol.asyncDispose]: () => ending.disposeAsync(),
  };
}

describe('a container with a root of its own', () => {
  it('sees its image, runs as the image’s user, and writes where nobody else sees it', async ({ skip }) => {
    await using world = await start();
    skip(world.rooms.kind.kind !== 'root', 'this machine gives containers no root');
    await using one = await world.rooms.make('one', world.image);
    await using other = await world.rooms.make('other', world.image);
    const words =
      'pwd; ls /; cat file; while read -r key value rest; do [ "$key" = Uid: ] && echo $value; done </proc/self/status';
    const { lines } = await world.said(
      one,
      `${words}; echo mine >/tmp/mine; cat /tmp/mine "${one.certificateAuthority}"`,
    );
    expect(lines[0]).toBe('/app');
    expect(lines).toEqual(
      expect.arrayContaining(['app', 'proc', 'dev', 'of the image', '1000', 'mine', 'who is trusted']),
    );
    expect(lines).not.toContain('home');
    expect(await world.said(other, 'ls /tmp')).toEqual({ code: 0, lines: [] });
    expect((await world.said(other, 'echo x >/app/file')).code).not.toBe(0);
    expect(readdirSync(join(world.image.root, 'tmp'))).toEqual([]);
  });

  it('is joined there by what is started beside it, and takes its mounts along when it ends', async ({ skip }) => {
    await using world = await start();
    skip(world.rooms.kind.kind !== 'root', 'this machine gives containers no root');
    const room = await world.rooms.make('one', world.image);
    const started = room.start(['/bin/sh', '-c', 'echo here >/tmp/here; exec sleep 60'], room.env);
    const child = await world.processes.start({ ...started, name: 'test' });
    const lines: string[] = [];
    await until('its file is seen from beside', async () => {
      const beside = await room.beside(child.pid, ['/bin/sh', '-c', 'pwd; cat /tmp/here'], room.env);
      if (!beside) return false;
      lines.length = 0;
      const other = await world.processes.start({ ...beside, name: 'beside', onLine: (line) => lines.push(line) });
      return (await other.exited).code === 0;
    });
    expect(lines).toEqual(['/app', 'here']);
    await child.stop({ graceMs: 1000 });
    await room[Symbol.asyncDispose]();
    expect(readdirSync(world.tasks)).toEqual([]);
  });

  it('is started by the image’s words where the task definition has none', async ({ skip }) => {
    await using world = await start();
    skip(world.rooms.kind.kind !== 'root', 'this machine gives containers no root');
    await using room = await world.rooms.make('one', world.image);
    expect(room.commandLine({})).toEqual(['/bin/sh', '-c', 'echo image']);
    expect(room.commandLine({ command: ['echo other'] })).toEqual(['/bin/sh', '-c', 'echo other']);
    expect(room.commandLine({ entryPoint: ['node'] })).toEqual(['node']);
  });
});

describe('a container without', () => {
  it('works in its image’s folder, with this machine’s Node', async () => {
    await using world = await start('folder');
    expect(world.rooms.kind).toEqual({ kind: 'folder', why: 'it is switched off' });
    await using room = await world.rooms.make('one', world.image);
    expect((await world.said(room, 'pwd; cat file')).lines).toEqual([join(world.image.root, 'app'), 'of the image']);
    expect(room.start(['node', 'main.js'], {}).command).toBe(process.execPath);
    expect(room.commandLine({ command: ['node', 'main.js'] })).toEqual(['node', 'main.js']);
  });
});

it('clears what an earlier run left behind', async () => {
  await using world = await start('folder');
  mkdirSync(join(world.tasks, 'old/upper'), { recursive: true });
  await createRooms({ directory: world.tasks, kind: 'folder' });
  expect(readdirSync(world.tasks)).toEqual([]);
});
