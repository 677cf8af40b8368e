// What every resolver and every rule is given: made anew for each request, so that nothing is shared between users.
import type { Driver } from "kingpost";
import { EntityManager } from "./entities/codegen/domain.ts";

export interface Context {
  /** The unit of work of this request. */
  readonly em: EntityManager;
  /** Writes lines that carry the id of the request. */
  readonly log: Log;
}

/** What a request's logger and `console` have in common. */
interface Log {
  info(about: object, message: string): void;
  warn(about: object, message: string): void;
  error(about: object, message: string): void;
}

export function newContext(driver: Driver, log: Log): Context {
  // The entity manager hands the context to rules, and the context holds the entity manager.
  const context: { em?: EntityManager; readonly log: Log } = { log };
  const em = new EntityManager(context as Context, driver);
  return Object.assign(context, { em });
}
