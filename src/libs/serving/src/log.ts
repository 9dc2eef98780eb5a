/** What a log line may carry beside its message: numbers and short names, never an address, a title, a query or a secret. */
export type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** One JSON object per line: what CloudWatch Logs reads fields from. */
export type Log = {
  readonly info: (message: string, fields?: Fields) => void;
  readonly warn: (message: string, fields?: Fields) => void;
  readonly error: (message: string, fields?: Fields) => void;
};

export type LogOptions = {
  readonly service: string;
  readonly write?: (line: string) => void;
  readonly now?: () => Date;
};

/** A log of one service, to stdout unless told otherwise. */
export const createLog = ({ service, write = toStdout, now = () => new Date() }: LogOptions): Log => {
  const line =
    (level: string) =>
    (message: string, fields: Fields = {}): void =>
      write(`${JSON.stringify({ time: now().toISOString(), level, service, message, ...fields })}\n`);
  return { info: line('info'), warn: line('warn'), error: line('error') };
};

const toStdout = (line: string): void => {
  process.stdout.write(line);
};
