// The definition of a member that reads from a source: what differs is the object that it makes for an entity.
import type { HintTree } from "../../hints/HintTree.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { HandWrittenMember } from "../../schema/LoadableMember.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { PopulateOptions } from "../../session/ports.ts";
import type { Entity } from "../../types/Entity.ts";
import { handWrittenOf } from "./handWrittenOf.ts";
import { type HandWritten, MemberDefinition } from "./MemberDefinition.ts";
import type { Source } from "./Source.ts";

type Make = (state: EntityState, member: HandWrittenMember, source: Source) => HandWritten;

export class SourceDefinition extends MemberDefinition {
  readonly #source: Source;
  readonly #make: Make;
  override readonly kindName: string;

  constructor(
    source: Source,
    make: Make,
    kindName: "Property" | "AsyncMethod" | "Reference" | "Collection",
  ) {
    super();
    this.kindName = kindName;
    this.#source = source;
    this.#make = make;
  }

  override get hint(): HintTree | undefined {
    return this.#source.hint;
  }

  override hintOf(entity: Entity): HintTree | undefined {
    return this.#source.hintOf?.(entity) ?? this.hint;
  }

  override get isMany(): boolean {
    return this.kindName === "Collection";
  }

  override typesBelow(meta: EntityMeta): ReadonlyArray<EntityMeta> | undefined {
    return this.#source.typesBelow(meta);
  }

  override make(state: EntityState, member: HandWrittenMember): HandWritten {
    return this.#make(state, member, this.#source);
  }

  override load(
    states: ReadonlyArray<EntityState>,
    member: HandWrittenMember,
    options: PopulateOptions,
  ): Promise<unknown> | undefined {
    const waiting =
      options.forceReload === true
        ? states
        : states.filter((state) => !handWrittenOf(state, member).isLoaded);
    return waiting.length === 0 ? undefined : this.#source.load(waiting, options);
  }
}
