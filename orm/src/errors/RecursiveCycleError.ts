// A relation that was followed over and over came back to where it had been.
import type { Entity } from "../types/Entity.ts";
import { KingpostError } from "./KingpostError.ts";

/** `Cycle detected in Author:1.mentorsRecursive`. `entities` is the path, whose last entity is on it before. */
export class RecursiveCycleError extends KingpostError<"RECURSIVE_CYCLE"> {
  readonly fieldName: string;

  constructor({
    entity,
    fieldName,
    path,
  }: {
    readonly entity: Entity;
    readonly fieldName: string;
    readonly path: ReadonlyArray<Entity>;
  }) {
    super("RECURSIVE_CYCLE", `Cycle detected in ${String(entity)}.${fieldName}`, {
      entities: path,
    });
    this.fieldName = fieldName;
  }
}
