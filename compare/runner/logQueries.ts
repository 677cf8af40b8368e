// Takes down what goes through one copy of the `pg` package: the one that an ORM's driver itself loads.
import type { StatementLog } from "./StatementLog.ts";

/** As much of `pg.Client` as that needs. */
export interface ClientClass {
  readonly prototype: { query: (...args: never) => unknown };
}

/** Logs the queries of all clients of that copy until the answer is called. */
export function logQueries({ prototype }: ClientClass, log: StatementLog): () => void {
  const original = prototype.query;
  const addRows = (result: { readonly rowCount?: number | null } | undefined): void =>
    log.addRows(result?.rowCount ?? 0);
  prototype.query = function (this: unknown, ...args: never): unknown {
    const [first] = args as ReadonlyArray<string | { readonly text: string }>;
    log.add(typeof first === "string" ? first : (first?.text ?? ""));
    const given: Array<unknown> = [...(args as ReadonlyArray<unknown>)];
    const callback = given.at(-1);
    if (typeof callback === "function") {
      given[given.length - 1] = (error: unknown, result: never): void => {
        addRows(result);
        callback(error, result);
      };
      return Reflect.apply(original, this, given);
    }
    const answer: unknown = Reflect.apply(original, this, given);
    // A failure is the scenario's to see; here it only has no rows.
    if (answer instanceof Promise) answer.then(addRows, () => undefined);
    return answer;
  };
  return () => {
    prototype.query = original;
  };
}
