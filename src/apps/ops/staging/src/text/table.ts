/** Rows in columns as wide as their widest cell, two spaces apart; without headings when there are none. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = headings.length > 0 ? [headings, ...rows] : [...rows];
  const count = Math.max(0, ...all.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(0, ...all.map((row) => (row[column] ?? '').length)),
  );
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
