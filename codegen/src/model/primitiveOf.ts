// How a column that is neither a reference nor an enum is read: its TypeScript type and what the runtime must know for it, from
// the type of the column, the configuration of the field and the defaults of the project.
import type { DbColumn } from "kingpost/catalog";
import type { FieldConfig, NumericConfig, TypeConfig } from "../config/Config.ts";
import { type Named, readNamed } from "../config/readNamed.ts";
import type { Settings } from "../config/toSettings.ts";
import type { NativeEnumModel, PrimitiveModel } from "./DomainModel.ts";
import type { Problems } from "./Problems.ts";
import { libraryType, type TsType } from "./TsType.ts";
import { tsTypeOf } from "./tsTypeOf.ts";

type Primitive = Pick<PrimitiveModel, "type" | "accepted" | "mapping">;

/** @param path of the field in the configuration: `entities.Author.fields.email` */
export function primitiveOf(
  column: DbColumn,
  config: FieldConfig,
  path: string,
  settings: Settings,
  nativeEnums: ReadonlyArray<NativeEnumModel>,
  problems: Problems,
): Primitive {
  const element = column.type.replace(/\[\]$/u, "");
  const isArray = element !== column.type;
  for (const problem of contradictions(column.type, element, config))
    problems.error(`${path}: ${problem}`);
  const numeric = config.numeric ?? settings.numeric;
  const own = ownTypeOf(element, config, numeric, settings);
  const codec = own === undefined ? undefined : readNamed(own.codec);
  const jsonSchema = config.schema === undefined ? undefined : readNamed(config.schema);
  const brand = config.type ?? own?.type;
  const isNumber = element === "numeric" && numeric === "number" && codec === undefined;
  const isText = codec === undefined && textTypes.test(column.type);
  const cleaned = (ofField: boolean | undefined, general: boolean): false | undefined =>
    isText && !(ofField ?? general) ? false : undefined;
  const dims = config.dims ?? column.dimensions ?? 1;
  const { type, accepted, isKnown } = tsTypeOf(
    column.type,
    {
      dims,
      hasNullElements: config.nullElements === true,
      isTemporal: settings.temporal !== undefined,
      isNumber,
      replaced: replacement(brand === undefined ? undefined : readNamed(brand), codec, jsonSchema),
    },
    new Map(nativeEnums.map((each) => [each.type, each.name])),
  );
  if (!isKnown) problems.warn(`The type ${element} has no mapping: its values are strings.`);
  return {
    type,
    accepted,
    mapping: {
      dims: isArray && dims > 1 ? dims : undefined,
      numeric: isNumber ? "number" : undefined,
      codec,
      jsonSchema,
      onReadError: config.onReadError === "keep" ? "keep" : undefined,
      trim: cleaned(config.trim, settings.strings.trim),
      emptyAsNull: cleaned(config.emptyAsNull, settings.strings.emptyAsNull),
    },
  };
}

/** What is cleaned when it comes from users. */
const textTypes = /^(?:text|character varying|character|bpchar|(?:.+\.)?citext)$/u;

/** The field's own conversion, else the one of its type. */
function ownTypeOf(
  element: string,
  config: FieldConfig,
  numeric: NumericConfig,
  { typeMap }: Settings,
): TypeConfig | undefined {
  if (config.codec !== undefined) return { type: config.type, codec: config.codec };
  if (config.schema !== undefined || config.numeric === "string") return undefined;
  if (element === "numeric" && typeof numeric === "object") return numeric;
  return Object.hasOwn(typeMap, element) ? typeMap[element] : undefined;
}

function replacement(
  brand: Named | undefined,
  codec: Named | undefined,
  jsonSchema: Named | undefined,
): { readonly type: TsType; readonly accepted: ReadonlyArray<TsType> } | undefined {
  if (jsonSchema !== undefined)
    return {
      type: brand === undefined ? typeBy("SchemaOutput", jsonSchema) : nameOf(brand),
      accepted: [typeBy("SchemaInput", jsonSchema)],
    };
  if (brand !== undefined) return { type: nameOf(brand), accepted: [] };
  return codec === undefined ? undefined : { type: typeBy("SerdeValue", codec), accepted: [] };
}

function nameOf({ name, module }: Named): TsType {
  return { kind: "name", name, from: { module } };
}

function typeBy(helper: string, { name, module }: Named): TsType {
  return libraryType(helper, { kind: "name", name, from: { module }, isValue: true });
}

function contradictions(type: string, element: string, config: FieldConfig): string[] {
  const isJson = type === "json" || type === "jsonb";
  const isArray = type !== element;
  return [
    ...(config.schema !== undefined && !isJson
      ? [`schema: ${type} is neither json nor jsonb`]
      : []),
    ...(config.schema !== undefined && config.codec !== undefined
      ? ["schema and codec: only one of them can convert the values"]
      : []),
    ...(config.onReadError !== undefined && config.schema === undefined
      ? ["onReadError: there is no schema"]
      : []),
    ...(config.numeric !== undefined && element !== "numeric"
      ? [`numeric: the type is ${type}`]
      : []),
    ...(config.nullElements !== undefined && !isArray ? [`nullElements: ${type} is no array`] : []),
    ...(config.dims !== undefined && !isArray ? [`dims: ${type} is no array`] : []),
  ];
}
