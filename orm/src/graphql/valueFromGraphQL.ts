// What a value that a scalar of GraphQL gave stands for in a column. Scalars know no columns: a `DateTime` is a `Date`, which a column
// may want as one of the types of `Temporal`.
import type { ColumnField } from "../schema/Field.ts";

/** The value itself where the column takes it, or nothing else is meant: what it is then refused for, its user is told. */
export function valueFromGraphQL(field: ColumnField, value: unknown): unknown {
  const { codec } = field;
  if (Array.isArray(value) && codec.refuse(value) !== undefined)
    return value.map((each: unknown) => valueFromGraphQL(field, each));
  const isInstant = value instanceof Date;
  if ((!isInstant && typeof value !== "string") || codec.refuse(value) === undefined) return value;
  if (isInstant) return codec.ofInstant?.(value) ?? value;
  try {
    return codec.decode(value);
  } catch {
    return value;
  }
}
