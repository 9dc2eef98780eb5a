/** Bytes as people read them. */
export function sayBytes(bytes: number): string {
  const mib = bytes / (1024 * 1024);
  return mib < 1 ? `${Math.max(1, Math.round(bytes / 1024))} KiB` : `${mib.toFixed(mib < 10 ? 1 : 0)} MiB`;
}

/** A digest, as much of it as tells one from the other. */
export const sayDigest = (digest: string): string => digest.slice(0, 'sha256:'.length + 12);
