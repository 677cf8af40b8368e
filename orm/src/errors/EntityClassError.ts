// A hand-written entity class has what an entity cannot have.
import { KingpostError } from "./KingpostError.ts";

/** `Author.cache (entities/Author.ts) is a plain instance field …`, all of a domain's at once. */
export class EntityClassError extends KingpostError<"ENTITY_CLASS"> {
  readonly problems: ReadonlyArray<string>;

  constructor({ problems, cause }: { readonly problems: ReadonlyArray<string>; cause?: unknown }) {
    super("ENTITY_CLASS", problems.join("\n"), cause === undefined ? {} : { cause });
    this.problems = problems;
  }
}
