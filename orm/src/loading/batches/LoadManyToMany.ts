// Many-to-many: one statement that gives, for all owners asked for in a tick, the pairs and the entities they lead to.
import type { ManyToMany } from "../../relations/ManyToMany.ts";
import type { GivenKeys } from "../GivenKeys.ts";
import { selectOthers } from "../selectRelated.ts";
import { LoadRelated } from "./LoadRelated.ts";

export class LoadManyToMany extends LoadRelated<ManyToMany> {
  protected select(keys: GivenKeys): string {
    const type = this.field.meta.idField.codec.type;
    return selectOthers(this.field, keys.among(type), this.restriction);
  }
}
