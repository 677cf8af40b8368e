// An entity was to be imported from another entity manager whose row there is not all there is to it.
import type { Entity } from "../types/Entity.ts";
import { KingpostError } from "./KingpostError.ts";

/** `cannot import dirty entities: Author:1; flush it first`. */
export class NotImportableError extends KingpostError<"NOT_IMPORTABLE"> {
  constructor({
    entity,
    state,
  }: {
    readonly entity: Entity;
    readonly state: "new" | "deleted" | "dirty";
  }) {
    const remedy = state === "deleted" ? "" : "; flush it first";
    super("NOT_IMPORTABLE", `cannot import ${state} entities: ${String(entity)}${remedy}`, {
      entities: [entity],
    });
  }
}
