// The types made by `CREATE TYPE … AS ENUM` that columns have.
import { capitalCase } from "change-case";
import type { DbEnum, DbSchema } from "kingpost/catalog";
import type { EnumConfig } from "../config/Config.ts";
import { membersOf } from "./buildEnum.ts";
import type { Classified } from "./classifyTables.ts";
import { compareText } from "./compareText.ts";
import type { NativeEnumModel } from "./DomainModel.ts";
import { pascalOf, pluralPascalOf } from "./identifierOf.ts";
import type { Problems } from "./Problems.ts";
import { readComment } from "./readComment.ts";

type Enums = Readonly<Record<string, EnumConfig>>;

export function buildNativeEnums(
  db: DbSchema,
  config: Enums,
  { entities, enums }: Classified,
  problems: Problems,
): ReadonlyArray<NativeEnumModel> {
  const taken = new Set([...entities, ...enums].map(({ name }) => name.toLowerCase()));
  const used = new Set(
    entities.flatMap(({ table }) => table.columns.map(({ type }) => type.replace(/\[\]$/u, ""))),
  );
  return db.enums
    .filter(({ type }) => used.has(type))
    .map((type) => {
      const name = nameOf(type, config);
      if (taken.has(name.toLowerCase())) problems.error(clash(type, name));
      taken.add(name.toLowerCase());
      return {
        name,
        lookUp: pluralPascalOf(name),
        type: type.type,
        comment: readComment(type.comment).text,
        values: membersOf(name, type.type, type.labels, config[name], problems).map((value) => ({
          ...value,
          // A code without a letter or digit is its own name.
          name: capitalCase(value.code) || value.code,
        })),
      };
    })
    .toSorted((a, b) => compareText(a.name, b.name));
}

function nameOf(type: DbEnum, config: Enums): string {
  const given = Object.entries(config).find(
    ([, { tableName }]) => tableName === type.name || tableName === `${type.schema}.${type.name}`,
  );
  return given?.[0] ?? pascalOf(type.name);
}

function clash(type: DbEnum, name: string): string {
  const other = JSON.stringify(`${type.schema}.${type.name}`);
  return `The type ${type.type} would be ${name}, which is taken; in the configuration write enums: { OtherName: { tableName: ${other} } }.`;
}
