// What a filter on a type says of the types that extend it: `{ dog: { breed: "x" } }`, `{ dog: false }`, `{ type: [Dog, Cat] }`.
// A field of such a name comes first.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { Condition } from "../sql/nodes.ts";
import { AliasState } from "./AliasState.ts";
import { below, filterError, type Place } from "./Place.ts";
import type { Row } from "./Row.ts";
import { isOneOf } from "./typeConditions.ts";

/** The conditions of a key that speaks of subtypes; `undefined` when it does not. */
export function subtypeConditions(
  row: Row,
  key: string,
  value: unknown,
  at: Place,
  isRequired: boolean,
): Condition[] | undefined {
  const { subTypes } = row.meta;
  if (subTypes.length === 0) return undefined;
  if (key === "type") {
    const types = typesOf(row.meta, value, at);
    if (isRequired) row.query.narrow(row, types);
    return [isOneOf(row, types)];
  }
  const type = subTypes.find((each) => keyOf(each) === key);
  if (type === undefined) return undefined;
  if (isRequired && value !== false) row.query.narrow(row, [type]);
  if (value === true) return [isOneOf(row, [type])];
  if (value === false) return [{ kind: "notTrue", item: isOneOf(row, [type]) }];
  const given = AliasState.of(value) === undefined ? value : { as: value };
  const subRow = row.as(type, isRequired);
  const conditions = row.query.parseFilter(subRow, given, at, isRequired);
  // A table that is joined inner has rows of the type only.
  if (type.inheritanceType === "cti" && isRequired) {
    void subRow.alias;
    return conditions;
  }
  return [isOneOf(row, [type]), ...conditions];
}

/** The keys that filters on a type have for its subtypes. */
export function subtypeKeys({ subTypes }: EntityMeta): string[] {
  return subTypes.length === 0 ? [] : ["type", ...subTypes.map((type) => keyOf(type))];
}

/** `SmallPublisher` → `smallPublisher`. */
function keyOf({ type }: EntityMeta): string {
  return type.charAt(0).toLowerCase() + type.slice(1);
}

function typesOf({ subTypes }: EntityMeta, value: unknown, at: Place): EntityMeta[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((cstr, index) => {
    const type = subTypes.find((each) => each.cstr === cstr);
    if (type !== undefined) return type;
    const names = subTypes.map((each) => each.type).join(", ");
    throw filterError(
      Array.isArray(value) ? below(at, index) : at,
      `is not one of the classes ${names}`,
    );
  });
}
