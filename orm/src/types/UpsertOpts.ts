// What an upsert may do with the entities that its input names.
import type { Entity } from "./Entity.ts";

export interface UpsertOpts {
  /**
   * Whether children that belong to another parent may be moved by their ids: all of them, or those at these places
   * (`["books", "books.reviews"]`). Default: none.
   */
  readonly allowReparent?: boolean | ReadonlyArray<string> | undefined;
  /** `false` refuses every marker that deletes. */
  readonly allowDelete?: boolean | undefined;
  /** Which rows input without an id may be taken for, by their unique values. Default: those that are softly deleted. */
  readonly uniqueByMatch?: "softDeleted" | "all" | undefined;
  /** How deep objects may be nested. Default: 10. */
  readonly maxDepth?: number | undefined;
  /** Markers are given as `op` only: `delete: true` and `remove: true` are refused. */
  readonly strict?: boolean | undefined;
  /** Told of each entity that an object of the input stands for, with its place there: `""`, `"books[0]"`. */
  readonly onEntity?: ((entity: Entity, path: string) => void) | undefined;
}
