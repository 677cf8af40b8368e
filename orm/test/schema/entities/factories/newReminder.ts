import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Reminder } from "../Reminder.ts";

export function newReminder(
  em: EntityManager,
  opts: FactoryOpts<Reminder> = {},
): DeepNew<Reminder> {
  return newTestInstance(em, Reminder, opts, {});
}
