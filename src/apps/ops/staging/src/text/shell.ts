/** The shells whose language `staging env` speaks. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** Variables to set, variables to take away, and a folder to put first on PATH. */
export type Exports = { set: Record<string, string>; unset: readonly string[]; path: string };

/** Text that a shell evaluates to change its own environment. Evaluated twice it changes nothing more. */
export function sayExports(shell: Shell, { set, unset, path }: Exports): string[] {
  const dialect = DIALECTS[shell];
  return [
    ...unset.map(dialect.unset),
    ...Object.entries(set).map(([name, value]) => dialect.set(name, value)),
    dialect.path(path),
  ];
}

const posix = {
  set: (name: string, value: string) => `export ${name}=${quote(value)}`,
  unset: (name: string) => `unset ${name}`,
  path: (folder: string) => `case "$PATH" in ${quote(folder)}:*) ;; *) export PATH=${quote(folder)}:"$PATH" ;; esac`,
};

const DIALECTS = {
  bash: posix,
  zsh: posix,
  fish: {
    set: (name: string, value: string) => `set -gx ${name} ${quoteFish(value)};`,
    unset: (name: string) => `set -e ${name};`,
    path: (folder: string) => `test "$PATH[1]" = ${quoteFish(folder)}; or set -gx PATH ${quoteFish(folder)} $PATH;`,
  },
} satisfies Record<Shell, unknown>;

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const quoteFish = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
