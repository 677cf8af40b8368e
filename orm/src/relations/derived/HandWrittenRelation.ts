// What hand-written references and collections have in common: an owner, a source, and perhaps ways to write.
import { NotLoadedError } from "../../errors/NotLoadedError.ts";
import { ReadOnlyRelationError } from "../../errors/ReadOnlyRelationError.ts";
import type { HandWrittenMember } from "../../schema/LoadableMember.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { checkWritable } from "../../session/fieldAccess.ts";
import type { Entity } from "../../types/Entity.ts";
import type { LoadOptions } from "../../types/relations.ts";
import { checkLoadable } from "../checkLoadable.ts";
import type { HandWritten } from "./MemberDefinition.ts";
import type { Source } from "./Source.ts";

export abstract class HandWrittenRelation implements HandWritten {
  readonly state: EntityState;
  readonly #member: HandWrittenMember;
  readonly #source: Source;
  #hasBeenSet = false;

  constructor(state: EntityState, member: HandWrittenMember, source: Source) {
    this.state = state;
    this.#member = member;
    this.#source = source;
  }

  get entity(): Entity {
    return this.state.entity;
  }

  get fieldName(): string {
    return this.#member.fieldName;
  }

  get isLoaded(): boolean {
    return this.#source.isLoaded(this.state);
  }

  get hasBeenSet(): boolean {
    return this.#hasBeenSet;
  }

  abstract targets(withDeleted: boolean): ReadonlyArray<EntityState>;

  /** Loads what the source needs, together with all others of this member in the tick. */
  protected async loadSource(options: LoadOptions | undefined): Promise<void> {
    checkLoadable(this.state);
    await this.#source.load([this.state], options ?? {});
  }

  /** @throws NotLoadedError (`NOT_LOADED`) */
  protected read(withDeleted: boolean): unknown {
    if (!this.isLoaded) throw new NotLoadedError({ entity: this.entity, field: this.fieldName });
    return this.#source.get(this.state, withDeleted);
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
