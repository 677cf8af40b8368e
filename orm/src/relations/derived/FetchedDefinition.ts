// The definition of a member that is fetched per entity; what it asks for batches by tick.
import type { HandWrittenMember } from "../../schema/LoadableMember.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { PopulateOptions } from "../../session/ports.ts";
import type { Entity } from "../../types/Entity.ts";
import { FetchedProperty } from "./FetchedProperty.ts";
import { handWrittenOf } from "./handWrittenOf.ts";
import { type HandWritten, MemberDefinition } from "./MemberDefinition.ts";

export class FetchedDefinition extends MemberDefinition {
  override readonly kindName = "AsyncProperty";
  readonly #fetch: (entity: Entity) => Promise<unknown>;

  constructor(fetch: (entity: Entity) => Promise<unknown>) {
    super();
    this.#fetch = fetch;
  }

  override make(state: EntityState, { fieldName }: HandWrittenMember): HandWritten {
    return new FetchedProperty(state, fieldName, this.#fetch);
  }

  override load(
    states: ReadonlyArray<EntityState>,
    member: HandWrittenMember,
    { forceReload = false }: PopulateOptions,
  ): Promise<unknown> | undefined {
    const properties = states.map((state) => handWrittenOf(state, member) as FetchedProperty);
    const waiting = forceReload ? properties : properties.filter(({ isLoaded }) => !isLoaded);
    if (waiting.length === 0) return undefined;
    return Promise.all(waiting.map((property) => property.load({ forceReload })));
  }
}
