// The object at a `hasAsyncMethod` of one entity.
import type { HandWrittenMember } from "../../schema/LoadableMember.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { LoadedMethod } from "../../types/computed.ts";
import type { Entity } from "../../types/Entity.ts";
import { HandWrittenMemberObject } from "./HandWrittenMemberObject.ts";
import type { Source } from "./Source.ts";

type Fn = (entity: Entity, ...args: ReadonlyArray<unknown>) => unknown;

export class ComputedMethod
  extends HandWrittenMemberObject
  implements LoadedMethod<Entity, ReadonlyArray<unknown>, unknown>
{
  declare readonly __kind?: "method";
  readonly #fn: Fn;

  constructor(state: EntityState, member: HandWrittenMember, source: Source, fn: Fn) {
    super(state, member, source);
    this.#fn = fn;
  }

  call(...args: ReadonlyArray<unknown>): unknown {
    this.read(false);
    return this.#fn(this.entity, ...args);
  }

  async load(...args: ReadonlyArray<unknown>): Promise<unknown> {
    await this.loadSource();
    return this.call(...args);
  }

  override targets(): ReadonlyArray<EntityState> {
    return [];
  }
}
