// An enum table as a constant object, a type of the same name, and its rows.
import type { EnumDetailModel, EnumModel, EnumValueModel } from "../model/DomainModel.ts";
import { docOf } from "./docOf.ts";
import type { EmitSettings } from "./EmitSettings.ts";
import { Imports } from "./Imports.ts";
import { printKey, printText, printValue, Raw } from "./printValue.ts";

export function enumTable(model: EnumModel, settings: EmitSettings): string {
  const { name, lookUp, comment, values, details, key } = model;
  const detailsName = `${name}Details`;
  const imports = new Imports(
    `enums/${name}.ts`,
    settings.extension,
    [name, detailsName, lookUp],
    ["EnumMetadata", "enumMetadata", "Json"],
  );
  const metadataType = imports.library("kingpost", "EnumMetadata", "type");
  const metadata = imports.library("kingpost", "enumMetadata", "value");
  const idType = key === "int" ? "number" : key === "bigint" ? "bigint" : "string";
  const members = details.map(
    (detail) =>
      `${docOf(detail.comment)}readonly ${printKey(detail.name)}: ${typeOf(detail, model, imports)};`,
  );
  const rows = values.map((value) => `${printKey(value.code)}: ${rowOf(value, model)}`);
  const codes = values.map(({ member, code }) => `${printKey(member)}: ${printValue(code)}`);
  const body = `
${docOf(comment)}export const ${name} = { ${codes.join(", ")} } as const;
${docOf(comment)}export type ${name} = (typeof ${name})[keyof typeof ${name}];

/** A row of the table. */
export interface ${detailsName} {
  readonly id: ${idType};
  readonly code: ${name};
  readonly name: string;
  ${members.join("\n")}
}

export const ${detailsName}: { readonly [C in ${name}]: ${detailsName} } = { ${rows.join(", ")} };

export const ${lookUp}: ${metadataType}<${name}, ${detailsName}, ${idType}> = ${metadata}(${JSON.stringify(name)}, ${detailsName});
`;
  return `${imports.print()}\n${body}`;
}

function typeOf(detail: EnumDetailModel, model: EnumModel, imports: Imports): string {
  const plain = plainType(detail, model, imports);
  if (!detail.isDistinct) return detail.notNull ? plain : `${plain} | undefined`;
  return model.values
    .map((value) => cellOf(value.details.get(detail.name)!, detail, model))
    .join(" | ");
}

function plainType({ kind }: EnumDetailModel, model: EnumModel, imports: Imports): string {
  switch (kind) {
    case "json":
      return imports.library("kingpost", "Json", "type");
    case "date":
      return dateOf(model);
    case "string":
    case "number":
    case "bigint":
    case "boolean":
      return kind;
  }
}

function rowOf({ member, id, name, details }: EnumValueModel, model: EnumModel): string {
  const extra = model.details.map(({ name: key }, at) => {
    const cell = details.get(key)!;
    const value = cell === null ? "undefined" : cellOf(cell, model.details[at]!, model);
    return [key, new Raw(value)] as const;
  });
  return printValue({
    id: new Raw(model.key === "int" ? id : model.key === "bigint" ? `${id}n` : printText(id)),
    code: new Raw(`${model.name}${accessOf(member)}`),
    name,
    ...Object.fromEntries(extra),
  });
}

function accessOf(member: string): string {
  const key = printKey(member);
  return key.startsWith("[") ? key : key === member ? `.${member}` : `[${key}]`;
}

/** A cell, as Postgres prints it, as an expression. */
function cellOf(cell: string, { kind }: EnumDetailModel, model: EnumModel): string {
  switch (kind) {
    case "number":
      return String(Number(cell));
    case "bigint":
      return `${BigInt(cell)}n`;
    case "boolean":
      return String(cell === "true" || cell === "t");
    case "json":
      return `JSON.parse(${printText(cell)})`;
    case "date":
      return `new ${dateOf(model)}(${JSON.stringify(isoOf(cell))})`;
    case "string":
      return printText(cell);
  }
}

/** An enum may be called `Date` itself. */
function dateOf({ name }: EnumModel): string {
  return name === "Date" ? "globalThis.Date" : "Date";
}

/** `2020-01-31 12:00:00+00` → `2020-01-31T12:00:00Z`; a date is its midnight. */
function isoOf(cell: string): string {
  const [date, time] = cell.split(" ");
  return time === undefined ? date! : `${date}T${time.replace(/\+00$/u, "")}Z`;
}
