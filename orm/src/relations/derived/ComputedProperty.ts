// The object at a `hasProperty` of one entity.
import type { EntityState } from "../../session/EntityState.ts";
import type { LoadedProperty, PropertyLoadOptions } from "../../types/computed.ts";
import type { Entity } from "../../types/Entity.ts";
import { statesIn } from "../statesIn.ts";
import { HandWrittenMemberObject } from "./HandWrittenMemberObject.ts";

export class ComputedProperty
  extends HandWrittenMemberObject
  implements LoadedProperty<Entity, unknown>
{
  declare readonly __kind?: "property";

  get get(): unknown {
    return this.read(false);
  }

  async load(options?: PropertyLoadOptions): Promise<unknown> {
    await this.loadSource(options);
    return this.get;
  }

  override targets(): ReadonlyArray<EntityState> {
    return this.isLoaded ? statesIn(this.get) : [];
  }
}
