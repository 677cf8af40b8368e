// A row was changed or deleted since it was loaded.
import type { Entity } from "../types/Entity.ts";
import { KingpostError } from "./KingpostError.ts";

export type OptimisticLockReason = "changed" | "deleted";

/**
 * `Oplock failure for authors rows 1, 2: changed since they were loaded`. Nothing was written. To go on:
 *
 * ```ts
 * await em.refresh(error.entities, { keepChanges: true });
 * await em.flush();
 * ```
 */
export class OptimisticLockError extends KingpostError<"OPTIMISTIC_LOCK"> {
  readonly tableName: string;
  readonly reasons: ReadonlyMap<Entity, OptimisticLockReason>;

  constructor({
    tableName,
    reasons,
    cause,
  }: {
    readonly tableName: string;
    readonly reasons: ReadonlyMap<Entity, OptimisticLockReason>;
    readonly cause?: unknown;
  }) {
    super("OPTIMISTIC_LOCK", messageOf(tableName, reasons), {
      entities: [...reasons.keys()],
      cause,
    });
    this.tableName = tableName;
    this.reasons = reasons;
  }
}

function messageOf(tableName: string, reasons: ReadonlyMap<Entity, OptimisticLockReason>): string {
  const keys = Array.from(reasons.keys(), (entity) => entity.idUntagged);
  const kinds = new Set(reasons.values());
  const [kind] = kinds;
  const reason =
    kinds.size === 1
      ? `${kind} since ${keys.length === 1 ? "it was" : "they were"} loaded`
      : Array.from(reasons, ([entity, one]) => `${entity.idUntagged} ${one}`).join(", ");
  return `Oplock failure for ${tableName} row${keys.length === 1 ? "" : "s"} ${keys.join(", ")}: ${reason}`;
}
