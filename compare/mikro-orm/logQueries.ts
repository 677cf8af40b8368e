// Takes down what goes through the copy of `pg` that MikroORM's driver itself loads.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { StatementLog } from "../runner/StatementLog.ts";

interface ClientClass {
  readonly prototype: { query: (...args: never) => unknown };
}

/** Logs the queries of all clients of that copy until the answer is called. */
export function logQueries(log: StatementLog): () => void {
  const driver = createRequire(fileURLToPath(import.meta.resolve("@mikro-orm/postgresql")));
  const { prototype } = (driver("pg") as { readonly Client: ClientClass }).Client;
  const original = prototype.query;
  prototype.query = function (this: unknown, ...args: never): unknown {
    const [first] = args as ReadonlyArray<string | { readonly text: string }>;
    log.add(typeof first === "string" ? first : (first?.text ?? ""));
    const answer: unknown = Reflect.apply(original, this, args);
    // A failure is the scenario's to see; here it only has no rows.
    if (answer instanceof Promise) answer.then(addRows, () => undefined);
    return answer;
  };
  const addRows = (result: { readonly rowCount?: number | null }): void =>
    log.addRows(result.rowCount ?? 0);
  return () => {
    prototype.query = original;
  };
}
