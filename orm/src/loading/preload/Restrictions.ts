// What plugins ask of the reads of one populate, each asked about once. A populate is planned when it is asked for and again when
// it leaves, in a turn that belongs to nobody: plugins are asked in the context of whoever asked for it.
import { AsyncLocalStorage } from "node:async_hooks";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { FindOperation } from "../../schema/FindQuery.ts";
import type { Session } from "../../session/Session.ts";
import { Restriction } from "../Restriction.ts";

type Context = <R>(work: () => R) => R;

const here: Context = (work) => work();

export class Restrictions {
  readonly #session: Session;
  readonly #known = new Map<string, Restriction | undefined>();
  readonly inContext: Context;

  constructor(session: Session) {
    this.#session = session;
    this.inContext = session.plugins.beforeFind === undefined ? here : AsyncLocalStorage.snapshot();
  }

  /** @throws InvalidFilterError (`INVALID_FILTER`), and what a plugin throws */
  of(meta: EntityMeta, operation: FindOperation): Restriction | undefined {
    if (this.#session.plugins.beforeFind === undefined) return undefined;
    const key = `${operation} ${meta.type}`;
    if (this.#known.has(key)) return this.#known.get(key);
    const restriction = this.inContext(() => Restriction.of(this.#session, meta, operation));
    this.#known.set(key, restriction);
    return restriction;
  }

  /** What populates that can be one have in common. */
  get key(): string {
    return [...this.#known]
      .map(([read, restriction]) => ` ${read} ${restriction?.key ?? ""}`)
      .join("");
  }
}
