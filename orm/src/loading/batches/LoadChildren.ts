// One-to-many and one-to-one: one statement for the children of all parents that were asked for in a tick.
import type { OneToMany } from "../../relations/OneToMany.ts";
import type { OneToOne } from "../../relations/OneToOne.ts";
import { castType } from "../../schema/castType.ts";
import type { GivenKeys } from "../GivenKeys.ts";
import { selectChildren } from "../selectRelated.ts";
import { LoadRelated } from "./LoadRelated.ts";

export class LoadChildren extends LoadRelated<OneToMany | OneToOne> {
  protected select(keys: GivenKeys): string {
    const type = castType(this.field.otherField.codec.type);
    return selectChildren(this.field, keys.among(type), this.restriction);
  }
}
