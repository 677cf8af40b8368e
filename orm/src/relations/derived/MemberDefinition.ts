// What a `has…` helper gives: once per class, when its field initialisers run at boot. It knows how its member is loaded for
// many entities at once and makes the object that stands at the member of one entity.
import type { HintTree } from "../../hints/HintTree.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { HandWrittenMember } from "../../schema/LoadableMember.ts";
import type { CounterpartOf } from "../../session/counterpartsIn.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { PopulateOptions } from "../../session/ports.ts";
import type { Entity } from "../../types/Entity.ts";

/** The object at a hand-written member of one entity. */
export interface HandWritten {
  readonly isLoaded: boolean;
  /** The entities it leads to, as far as it is loaded. */
  targets(withDeleted: boolean): ReadonlyArray<EntityState>;
  /** Takes over what the object at the same member of an entity's counterpart remembers; most remember nothing. */
  takeOver?(from: HandWritten, counterpartOf: CounterpartOf): void;
}

export abstract class MemberDefinition {
  /** What its members are called: `Property`. */
  abstract readonly kindName: string;

  /** What is populated before the member can be read; boot checks it. */
  get hint(): HintTree | undefined {
    return undefined;
  }

  /** The same for one entity, since code may decide. */
  hintOf(_entity: Entity): HintTree | undefined {
    return this.hint;
  }

  /** Whether it is a collection. */
  get isMany(): boolean {
    return false;
  }

  /** The types it leads to, when the schema tells; see `HandWrittenMember`. */
  typesBelow(_meta: EntityMeta): ReadonlyArray<EntityMeta> | undefined {
    return undefined;
  }

  abstract make(state: EntityState, member: HandWrittenMember): HandWritten;

  /** Loads the member where it is not loaded; `undefined` when there is nothing to wait for. */
  abstract load(
    states: ReadonlyArray<EntityState>,
    member: HandWrittenMember,
    options: PopulateOptions,
  ): Promise<unknown> | undefined;
}
