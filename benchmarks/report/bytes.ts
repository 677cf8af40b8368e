/** `12.3 kB`; a dash where an earlier version of the harness did not count. */
export function bytes(count: number | undefined): string {
  if (count === undefined) return "–";
  if (count < 1_000) return `${count} B`;
  if (count < 1_000_000) return `${(count / 1_000).toFixed(1)} kB`;
  return `${(count / 1_000_000).toFixed(1)} MB`;
}
