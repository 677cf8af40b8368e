// A column that is not part of the rows that are read: loaded when asked for, and set without that.
import { CallSite } from "../errors/CallSite.ts";
import { NotFoundError } from "../errors/NotFoundError.ts";
import { NotLoadedError } from "../errors/NotLoadedError.ts";
import type { LazyColumnField } from "../schema/Field.ts";
import { isRead, readColumn, setField } from "../session/fieldAccess.ts";
import type { Entity } from "../types/Entity.ts";
import type { LazyLoadOptions, LoadedLazyField } from "../types/relations.ts";
import { checkLoadable } from "./checkLoadable.ts";
import { Member } from "./Member.ts";

export class LazyColumn
  extends Member<LazyColumnField>
  implements LoadedLazyField<Entity, unknown>
{
  get isLoaded(): boolean {
    return isRead(this.state, this.field);
  }

  get get(): unknown {
    if (!this.isLoaded) throw new NotLoadedError({ entity: this.entity, field: this.fieldName });
    return readColumn(this.state, this.field);
  }

  async load(options?: LazyLoadOptions): Promise<unknown> {
    const { state, field } = this;
    checkLoadable(state);
    if (options?.forceReload === true) state.session.ports.forgetAhead();
    // A new entity has nothing in the database that could be read again.
    if (!this.isLoaded || (options?.forceReload === true && !state.isNew))
      await state.session.ports.loadLazy(state, field).catch(CallSite.rethrow);
    if (!this.isLoaded) throw new NotFoundError({ ids: [this.entity.idTagged] });
    return this.get;
  }

  set(value: unknown): void {
    setField(this.entity, this.fieldName, value);
  }
}
