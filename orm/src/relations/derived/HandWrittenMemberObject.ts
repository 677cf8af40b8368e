// What the objects at all hand-written members of an entity have in common: an owner, a name, and a source to load and read.
import { NotLoadedError } from "../../errors/NotLoadedError.ts";
import { RecursiveCycleError } from "../../errors/RecursiveCycleError.ts";
import type { HandWrittenMember } from "../../schema/LoadableMember.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { PopulateOptions } from "../../session/ports.ts";
import type { Entity } from "../../types/Entity.ts";
import { checkLoadable } from "../checkLoadable.ts";
import type { HandWritten, MemberDefinition } from "./MemberDefinition.ts";
import type { Source } from "./Source.ts";

export abstract class HandWrittenMemberObject implements HandWritten {
  readonly state: EntityState;
  readonly #member: HandWrittenMember;
  readonly #source: Source;
  #isAsked = false;
  #isRead = false;

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
    // A member may follow from itself, on another entity or on this one: then the others decide.
    if (this.#isAsked) return true;
    this.#isAsked = true;
    try {
      return this.#source.isLoaded(this.state);
    } finally {
      this.#isAsked = false;
    }
  }

  abstract targets(withDeleted: boolean): ReadonlyArray<EntityState>;

  /** Loads what the source needs, together with all others of this member in the tick. */
  protected async loadSource(options: PopulateOptions = {}): Promise<void> {
    checkLoadable(this.state);
    if (options.forceReload === true) this.state.session.ports.forgetAhead();
    await (this.#member.definition as MemberDefinition).load([this.state], this.#member, options);
  }

  /** @throws NotLoadedError (`NOT_LOADED`), RecursiveCycleError (`RECURSIVE_CYCLE`) when reading it needs its own value */
  protected read(withDeleted: boolean): unknown {
    const { entity, fieldName } = this;
    if (!this.isLoaded) throw new NotLoadedError({ entity, field: fieldName });
    if (this.#isRead) throw new RecursiveCycleError({ entity, fieldName, path: [entity] });
    this.#isRead = true;
    try {
      return this.#source.get(this.state, withDeleted);
    } finally {
      this.#isRead = false;
    }
  }
}
