// What `changes` tells of an enum collection.
import type { EnumCollectionField } from "../../schema/Field.ts";
import type { EnumCollectionFieldStatus } from "../../types/Changes.ts";
import type { EnumCollection } from "../EnumCollection.ts";
import { relationOf } from "../relationOf.ts";
import { MembersStatus } from "./MembersStatus.ts";

export class EnumCollectionStatus
  extends MembersStatus<EnumCollectionField, string>
  implements EnumCollectionFieldStatus<string>
{
  readonly kind = "m2mEnum";

  get added(): ReadonlyArray<string> {
    return this.#codes("added");
  }

  get removed(): ReadonlyArray<string> {
    return this.#codes("removed");
  }

  get originalValues(): Promise<ReadonlyArray<string>> {
    return (relationOf(this.state, this.field) as EnumCollection).loadStored();
  }

  #codes(wanted: "added" | "removed"): string[] {
    const changes = this.state.session.enumRows.of(this.field, this.state);
    return [...changes].flatMap(([code, change]) => (change === wanted ? [code] : []));
  }
}
