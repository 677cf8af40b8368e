// The figures of a fault case, beside whether it passed.
import { inspect } from "node:util";

export function report(text: string, counts?: Readonly<Record<string, number>>): void {
  process.stdout.write(`${text}${counts === undefined ? "" : ` ${inspect(counts)}`}\n`);
}
