import type { CommandSession } from '@bookmark-manager/sessions';

/** Joins this terminal with a command elsewhere: keys, Ctrl-C among them, and size. Without a terminal the input is passed on as it is. */
export function joinTerminal(session: CommandSession): Disposable {
  const { stdin, stdout } = process;
  const resize = () => {
    if (stdout.isTTY) session.resize({ cols: stdout.columns, rows: stdout.rows });
  };
  const type = (data: Buffer) => session.write(data);
  // A terminal ends its input by Ctrl-D.
  const end = () => session.write(Buffer.from([4]));
  resize();
  stdout.on('resize', resize);
  stdin.on('data', type);
  stdin.once('end', end);
  if (stdin.isTTY) stdin.setRawMode(true);
  stdin.resume();
  return {
    [Symbol.dispose]() {
      stdout.off('resize', resize);
      stdin.off('data', type);
      stdin.off('end', end);
      if (stdin.isTTY) stdin.setRawMode(false);
      stdin.pause();
      stdin.destroy();
    },
  };
}
