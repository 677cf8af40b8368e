// Enum collections: one statement for the codes of all owners that were asked for in a tick.
import type { Result } from "../../driver/Driver.ts";
import type { EnumCollection } from "../../relations/EnumCollection.ts";
import type { EnumCollectionField } from "../../schema/Field.ts";
import { quote } from "../../sql/identifier.ts";
import type { Statement } from "../../sql/Statement.ts";
import { WaitedBatch } from "../Batch.ts";
import { GivenKeys } from "../GivenKeys.ts";
import type { Restriction } from "../Restriction.ts";

export class LoadEnumCollections extends WaitedBatch {
  readonly #field: EnumCollectionField;
  /** On the owners: codes are part of them. */
  readonly #restriction: Restriction | undefined;
  /** The collections to fill, by their owner's key. */
  readonly #collections = new Map<string, EnumCollection>();

  constructor(field: EnumCollectionField, restriction?: Restriction) {
    super();
    this.#field = field;
    this.#restriction = restriction;
  }

  add(collection: EnumCollection): void {
    this.#collections.set(collection.state.key!, collection);
  }

  statement(): Statement {
    const { meta, fieldName, joinTable, column, otherColumn } = this.#field;
    const owner = `j.${quote(column)}`;
    const keys = new GivenKeys(this.#collections.keys(), this.#collections.size);
    return {
      text: `SELECT ${owner}, j.${quote(otherColumn)} FROM ${joinTable.table} AS j WHERE ${owner} ${keys.among(meta.idField.codec.type)}${this.#restriction?.on(owner, 2) ?? ""}`,
      values: [keys.value, ...(this.#restriction?.values ?? [])],
      operation: `load ${meta.type}.${fieldName}`,
    };
  }

  /** @throws UnknownEnumValueError (`UNKNOWN_ENUM`) */
  deal({ rows }: Result): void {
    const codes = new Map<string, string[]>();
    for (const key of this.#collections.keys()) codes.set(key, []);
    for (const [key, cell] of rows) codes.get(key!)?.push(this.#field.codec.decode(cell!));
    for (const [key, collection] of this.#collections) collection.fill(codes.get(key)!);
  }
}
