// Input names an entity by its id that belongs to another parent.
import type { Entity } from "../types/Entity.ts";
import { KingpostError } from "./KingpostError.ts";

/** `Book:2 belongs to Author:2, not to Author:1, so input at books[0] may not name it`. */
export class OwnershipError extends KingpostError<"OWNERSHIP"> {
  readonly entity: Entity;
  /** The parent that the input names it for. */
  readonly parent: string;
  /** The parent that it belongs to. */
  readonly currentParent: string;
  readonly path: string;

  constructor({
    entity,
    parent,
    currentParent,
    path,
    remedy,
  }: {
    readonly entity: Entity;
    readonly parent: string;
    readonly currentParent: string;
    readonly path: string;
    readonly remedy: string;
  }) {
    super(
      "OWNERSHIP",
      `${String(entity)} belongs to ${currentParent}, not to ${parent}, so input at ${path} may not name it: ${remedy}`,
      { entities: [entity] },
    );
    this.entity = entity;
    this.parent = parent;
    this.currentParent = currentParent;
    this.path = path;
  }
}
