// The options of an upsert, checked and with their defaults.
import { InvalidInputError } from "../../errors/InvalidInputError.ts";
import type { Session } from "../../session/Session.ts";
import type { UpsertOpts } from "../../types/UpsertOpts.ts";

export interface UpsertSettings {
  readonly session: Session;
  readonly allowReparent: boolean | ReadonlyArray<string>;
  readonly allowDelete: boolean;
  readonly uniqueByMatch: "softDeleted" | "all" | undefined;
  readonly maxDepth: number;
  readonly isStrict: boolean;
  readonly onEntity: UpsertOpts["onEntity"];
}

/** @throws InvalidInputError (`INVALID_INPUT`) */
export function upsertSettings(session: Session, opts: UpsertOpts = {}): UpsertSettings {
  const { maxDepth = 10 } = opts;
  if (!Number.isSafeInteger(maxDepth) || maxDepth < 0)
    throw new InvalidInputError({
      path: "",
      entity: "maxDepth",
      reason: "is not a number of levels",
    });
  return {
    session,
    allowReparent: opts.allowReparent ?? session.domain.schema.settings.allowReparent ?? false,
    allowDelete: opts.allowDelete !== false,
    uniqueByMatch: opts.uniqueByMatch,
    maxDepth,
    isStrict: opts.strict === true,
    onEntity: opts.onEntity,
  };
}
