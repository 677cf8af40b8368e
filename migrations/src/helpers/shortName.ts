// Postgres cuts names at 63 bytes without a word, and two cut names may be the same; ours are cut with a hash.
import { createHash } from "node:crypto";

const longest = 63;

/** `parts` joined by underlines, at most 63 bytes long; a name that is cut ends in a hash of the whole. */
export function shortName(...parts: ReadonlyArray<string>): string {
  const name = parts.join("_");
  if (Buffer.byteLength(name) <= longest) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  let front = name;
  // By UTF-16 units; half a character at the end takes three bytes and goes with the next round.
  while (Buffer.byteLength(front) > longest - hash.length - 1 || /[\uD800-\uDBFF]$/.test(front))
    front = front.slice(0, -1);
  return `${front}_${hash}`;
}
