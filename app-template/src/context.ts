// What every resolver and every rule is given: made anew for each request, so that nothing is shared between users.
import type { Driver } from "kingpost";
import { tenantSettings } from "./auth/tenantSettings.ts";
import type { User } from "./auth/User.ts";
import { EntityManager } from "./entities/codegen/domain.ts";

export interface Context {
  /** The unit of work of this request. */
  readonly em: EntityManager;
  /** Who sends the request; `undefined` for a guest and for what the application does by itself. */
  readonly user: User | undefined;
  /** Writes lines that carry the id of the request. */
  readonly log: Log;
}

/** What a request's logger and `console` have in common. */
interface Log {
  info(about: object, message: string): void;
  warn(about: object, message: string): void;
  error(about: object, message: string): void;
}

export interface ContextOptions {
  readonly driver: Driver;
  readonly log: Log;
  readonly user?: User | undefined;
  /** For what the application does by itself, such as the seed: it sees the rows of all libraries, as far as its user of the database may. */
  readonly isUnrestricted?: boolean;
}

export function newContext({ driver, log, user, isUnrestricted = false }: ContextOptions): Context {
  // The entity manager hands the context to rules, and the context holds the entity manager.
  const context: { em?: EntityManager } & Omit<Context, "em"> = { log, user };
  const em = new EntityManager(context as Context, {
    driver,
    settings: isUnrestricted ? {} : tenantSettings(user),
  });
  return Object.assign(context, { em });
}
