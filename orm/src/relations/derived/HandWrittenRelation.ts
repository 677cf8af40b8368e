// What hand-written references and collections have in common: they may have ways to write.
import { ReadOnlyRelationError } from "../../errors/ReadOnlyRelationError.ts";
import { checkWritable } from "../../session/fieldAccess.ts";
import { HandWrittenMemberObject } from "./HandWrittenMemberObject.ts";

export abstract class HandWrittenRelation extends HandWrittenMemberObject {
  #hasBeenSet = false;

  get hasBeenSet(): boolean {
    return this.#hasBeenSet;
  }

  /** @internal Takes over what the same relation in another unit of work remembers; its entities follow from others. */
  takeOver(from: HandWrittenRelation): void {
    this.#hasBeenSet = from.#hasBeenSet;
  }

  /** Runs what the relation was given for writing. @throws ReadOnlyRelationError (`READ_ONLY_RELATION`) */
  protected write(verb: string, writer: (() => void) | undefined): void {
    checkWritable(this.state);
    if (writer === undefined)
      throw new ReadOnlyRelationError({ entity: this.entity, field: this.fieldName, verb });
    this.#hasBeenSet = true;
    writer();
  }
}
