import type { ColumnFieldModel, PolymorphicModel } from "../model/DomainModel.ts";

/** What a column may be beside a value, as a type. */
export function nullable({ notNull }: ColumnFieldModel | PolymorphicModel): "never" | "undefined" {
  return notNull ? "never" : "undefined";
}
