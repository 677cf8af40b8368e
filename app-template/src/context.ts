// What every resolver and every rule is given: made anew for each request, so that nothing is shared between users.
import type { Driver } from "kingpost";
import { tenantSettings } from "./auth/tenantSettings.ts";
import type { User } from "./auth/User.ts";
import { EntityManager } from "./entities/codegen/domain.ts";
import { refusal } from "./graphql/refusal.ts";
import type { Events } from "./graphql/subscriptions/Events.ts";

export interface Context {
  /** The unit of work of this request. */
  readonly em: EntityManager;
  /** Who sends the request; `undefined` for a guest and for what the application does by itself. */
  readonly user: User | undefined;
  /** Writes lines that carry the id of the request. */
  readonly log: Log;
  /** What others have done, for subscriptions. */
  readonly events: Events;
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
  readonly events?: Events;
}

export function newContext({
  driver,
  log,
  user,
  isUnrestricted = false,
  events = noEvents,
}: ContextOptions): Context {
  // The entity manager hands the context to rules, and the context holds the entity manager.
  const context: { em?: EntityManager } & Omit<Context, "em"> = { log, user, events };
  const em = new EntityManager(context as Context, {
    driver,
    settings: isUnrestricted ? {} : tenantSettings(user),
  });
  return Object.assign(context, { em });
}

/** A request that has one answer. */
const noEvents: Events = {
  listen: async () => {
    throw refusal("Only a subscription hears events.");
  },
};
