// Which enum a column holds codes of without referring to it: by its type, or because a comment or the configuration says so.
import type { DbColumn, DbTable } from "kingpost/catalog";
import type { FieldConfig } from "../config/Config.ts";
import { type Classified, shown } from "./classifyTables.ts";
import type { NativeEnumModel } from "./DomainModel.ts";
import { keyTypeOf } from "./keyTypeOf.ts";
import type { Problems } from "./Problems.ts";
import { readComment } from "./readComment.ts";

export interface ColumnEnum {
  readonly enum: string;
  readonly isArray: boolean;
}

export function enumOf(
  table: DbTable,
  column: DbColumn,
  config: FieldConfig,
  enums: Classified["enums"],
  nativeEnums: ReadonlyArray<NativeEnumModel>,
  problems: Problems,
): ColumnEnum | undefined {
  const element = column.type.replace(/\[\]$/u, "");
  const isArray = element !== column.type;
  const native = nativeEnums.find(({ type }) => type === element);
  if (native !== undefined && isPlain(column, config)) return { enum: native.name, isArray };
  const named = config.enum ?? readComment(column.comment).enumTable;
  if (named === undefined) return undefined;
  const found = enums.find((each) => each.table.name === named || shown(each.table) === named);
  const keyType = found && keyTypeOf(found.table.columns.find(({ name }) => name === "id")!.type);
  const problem =
    found === undefined
      ? `there is no enum table ${named}`
      : !isArray
        ? "it is no array; a foreign key makes an enum of a single value"
        : keyTypeOf(element) === keyType
          ? undefined
          : `its elements are of another type than the keys of ${named}`;
  if (problem === undefined) return { enum: found!.name, isArray };
  problems.error(
    `${shown(table)}.${column.name} cannot hold values of the enum ${named}: ${problem}.`,
  );
  return undefined;
}

/** Values of several dimensions and conversions of the application's own are those of any other type. */
function isPlain(
  { dimensions = 1 }: DbColumn,
  { dims, codec, type, nullElements }: FieldConfig,
): boolean {
  const isConfigured = codec !== undefined || type !== undefined || nullElements === true;
  return (dims ?? dimensions) === 1 && !isConfigured;
}
