// The values of an enum table, and what its rows say beside code and name.
import type { DbColumn, DbTable } from "kingpost/catalog";
import type { EnumConfig } from "../config/Config.ts";
import { shown } from "./classifyTables.ts";
import { compareText } from "./compareText.ts";
import type { EnumDetailModel, EnumModel, EnumValueModel } from "./DomainModel.ts";
import { camelOf, pascalOf, pluralPascalOf } from "./identifierOf.ts";
import { keyTypeOf } from "./keyTypeOf.ts";
import type { Problems } from "./Problems.ts";
import { readComment } from "./readComment.ts";
import { tsTypeOf } from "./tsTypeOf.ts";

type Row = Readonly<Record<string, string | null>>;

export function buildEnum(
  name: string,
  table: DbTable,
  config: EnumConfig | undefined,
  problems: Problems,
): EnumModel {
  const key = keyTypeOf(table.columns.find((column) => column.name === "id")!.type);
  if (key === undefined)
    problems.error(`Enum table ${shown(table)}: its id must be an int, bigint, uuid or text.`);
  const rows = sorted(table);
  const columns = table.columns.filter(
    ({ name: column }) => !["id", "code", "name"].includes(column),
  );
  const details = columns.map((column) => detailOf(column, rows));
  checkDetails(table, columns, details, problems);
  return {
    name,
    lookUp: pluralPascalOf(name),
    table,
    comment: readComment(table.comment).text,
    key: key ?? "text",
    values: membersOf(
      name,
      shown(table),
      rows.map((row) => row["code"]!),
      config,
      problems,
    ).map(({ member, code }, at): EnumValueModel => ({
      member,
      code,
      id: rows[at]!["id"]!,
      name: rows[at]!["name"] ?? "",
      details: new Map(
        columns.map((column, index) => [details[index]!.name, rows[at]![column.name] ?? null]),
      ),
    })),
    details,
  };
}

/** By the column `sort_order` where there is one, else by id; by number where all of them are numbers. */
function sorted(table: DbTable): ReadonlyArray<Row> {
  const rows = table.rows ?? [];
  const order = table.columns.some(({ name }) => name === "sort_order")
    ? ["sort_order", "id"]
    : ["id"];
  return rows.toSorted((a, b) => {
    for (const column of order) {
      const result = compare(a[column] ?? "", b[column] ?? "");
      if (result !== 0) return result;
    }
    return 0;
  });
}

function compare(a: string, b: string): number {
  const integer = /^-?\d+$/u;
  if (integer.test(a) && integer.test(b)) {
    const difference = BigInt(a) - BigInt(b);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  return compareText(a, b);
}

/** Codes with the names of their members. */
export function membersOf(
  name: string,
  source: string,
  codes: ReadonlyArray<string>,
  config: EnumConfig | undefined,
  problems: Problems,
): ReadonlyArray<{ readonly member: string; readonly code: string }> {
  const holders = new Map<string, string>();
  return codes.map((code) => {
    const given = config?.valueNames;
    const member =
      given !== undefined && Object.hasOwn(given, code) ? given[code]! : plainMember(code);
    const fix = `in the configuration write enums: { ${name}: { valueNames: { ${JSON.stringify(code)}: "…" } } }.`;
    if (member === undefined) {
      problems.error(
        `${source}: the code ${JSON.stringify(code)} makes no name of a member; ${fix}`,
      );
      return { member: pascalOf(code), code };
    }
    const holder = holders.get(member);
    if (holder !== undefined)
      problems.error(
        `${source}: the codes ${JSON.stringify(holder)} and ${JSON.stringify(code)} would both be ${member}; ${fix}`,
      );
    holders.set(member, code);
    return { member, code };
  });
}

/** `DARK_BLUE` → `DarkBlue`; nothing where the code starts with a digit or has no letter. */
function plainMember(code: string): string | undefined {
  return /\p{L}/u.test(code) && !/^\d/u.test(code.replace(/^[^\p{L}\d]+/u, ""))
    ? pascalOf(code)
    : undefined;
}

function detailOf(column: DbColumn, rows: ReadonlyArray<Row>): EnumDetailModel {
  const cells = rows.map((row) => row[column.name] ?? null);
  const kind = kindOf(column.type);
  const isPlain = kind === "string" || kind === "number" || kind === "bigint";
  return {
    name: camelOf(column.name),
    comment: readComment(column.comment).text,
    kind,
    notNull: column.notNull === true,
    isDistinct:
      isPlain &&
      rows.length > 0 &&
      !cells.includes(null) &&
      !cells.some((cell) => kind === "number" && !Number.isFinite(Number(cell))) &&
      new Set(cells).size === cells.length,
  };
}

function kindOf(type: string): EnumDetailModel["kind"] {
  const mapped = tsTypeOf(type).type;
  if (mapped.kind !== "name") return "string";
  const { name } = mapped;
  switch (name) {
    case "number":
    case "bigint":
    case "boolean":
      return name;
    case "Json":
      return "json";
    case "Date":
      return "date";
    default:
      return "string";
  }
}

function checkDetails(
  table: DbTable,
  columns: ReadonlyArray<DbColumn>,
  details: ReadonlyArray<EnumDetailModel>,
  problems: Problems,
): void {
  const holders = new Map([
    ["id", "id"],
    ["code", "code"],
    ["name", "name"],
  ]);
  for (const [at, { name }] of details.entries()) {
    const column = columns[at]!.name;
    const holder = holders.get(name);
    if (holder !== undefined)
      problems.error(
        `${shown(table)}: the columns ${JSON.stringify(holder)} and ${JSON.stringify(column)} would both be ${name}; rename one.`,
      );
    holders.set(name, column);
  }
}
