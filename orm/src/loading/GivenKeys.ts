// The keys that a statement loads by, bound as `$1`. One key alone is a plain parameter: of a list the server expects ten keys
// when it plans beforehand, so that planning anew for each execution looks cheaper to it, and is done. Measured for a load by id:
// 24 µs instead of 36 until the answer is there.
import type { MapKey } from "../schema/keys.ts";
import { arrayLiteral } from "../sql/arrayLiteral.ts";

export class GivenKeys {
  readonly isOne: boolean;
  /** What `$1` is. */
  readonly value: string;

  constructor(keys: Iterable<MapKey>, count: number) {
    this.isOne = count === 1;
    this.value = this.isOne ? String(firstOf(keys)) : arrayLiteral(Array.from(keys, String));
  }

  /** The condition on a column that it is one of them. */
  among(type: string): string {
    return this.isOne ? `= $1::${type}` : `= ANY($1::${type}[])`;
  }

  /** What kind of text it is, for the cache of texts. */
  kind(kind: string): string {
    return this.isOne ? `${kind} of one` : kind;
  }
}

function firstOf(keys: Iterable<MapKey>): MapKey {
  const [first] = keys;
  return first!;
}
