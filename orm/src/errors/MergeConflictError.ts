// Entities were to be merged of which each has what only one of them can keep.
import type { Entity } from "../types/Entity.ts";
import { KingpostError } from "./KingpostError.ts";

/** `Author:1 and Author:2 both have one at image: merge with { onConflict: "keepTarget" } or "keepSource"`. */
export class MergeConflictError extends KingpostError<"MERGE_CONFLICT"> {
  readonly field: string;

  constructor({
    target,
    source,
    field,
  }: {
    readonly target: Entity;
    readonly source: Entity;
    readonly field: string;
  }) {
    super(
      "MERGE_CONFLICT",
      `${String(target)} and ${String(source)} both have one at ${field}: merge with { onConflict: "keepTarget" } or "keepSource"`,
      { entities: [target, source] },
    );
    this.field = field;
  }
}
