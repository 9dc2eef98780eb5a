import { type Channel, MOST_BYTES, PAYLOAD, terminalSize } from '@bookmark-manager/sessions';
import type { Work } from './session.ts';
import type { Terminal } from './terminal.ts';

export type CommandWorkOptions = {
  open(): Promise<Terminal>;
  over(because: string): void;
};

/** Runs a command on a terminal. */
export function commandWork({ open, over }: CommandWorkOptions): Work {
  let terminal: Promise<Terminal> | undefined;
  let size: { cols: number; rows: number } | undefined;
  const use = (act: (opened: Terminal) => unknown) => void terminal?.then(act).catch(() => undefined);
  return {
    offer: { SessionType: 'InteractiveCommands', Properties: {} },
    begin(channel) {
      terminal = open();
      terminal.then(
        (opened) => show(opened, channel),
        (error: Error) => over(error.message),
      );
    },
    received(payloadType, payload) {
      if (payloadType === PAYLOAD.data) use((opened) => opened.type(payload));
      if (payloadType === PAYLOAD.size) {
        size = terminalSize.safeParse(JSON.parse(payload.toString())).data ?? size;
        if (size) use((opened) => size && opened.resize(size));
      }
    },
    drained: () => use(({ output }) => output.resume()),
    async end() {
      await terminal?.then((opened) => opened.hangUp()).catch(() => undefined);
    },
  };

  function show(opened: Terminal, channel: Channel): void {
    if (size) opened.resize(size);
    opened.output.on('data', (data: Buffer) => {
      for (let from = 0; from < data.length; from += MOST_BYTES)
        channel.send(PAYLOAD.data, data.subarray(from, from + MOST_BYTES));
      if (channel.full) opened.output.pause();
    });
    void opened.ended.then(() => over('the command has ended'));
  }
}
