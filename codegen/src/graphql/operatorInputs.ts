// The operators that clients may use, one input for each type of values: with the configuration `filters: "operators"`.
import type { Definition, Member } from "./Sdl.ts";
import type { Shown } from "./Shown.ts";

const ordered = new Set([
  "Int",
  "Float",
  "BigInt",
  "Decimal",
  "Date",
  "DateTime",
  "Time",
  "String",
]);

/** @param used the names of all types that are mentioned */
export function operatorInputs(
  used: ReadonlySet<string>,
  { settings, entities }: Shown,
): ReadonlyArray<Definition> {
  if (settings.filters !== "operators") return [];
  return [...used]
    .flatMap((name) => {
      const type = /^(.+)Filter$/u.exec(name)?.[1];
      return type === undefined || entities.has(type) ? [] : [type];
    })
    .toSorted()
    .map((type): Definition => ({
      kind: "input",
      name: `${type}Filter`,
      members: operatorsOf(type),
      file: "filters.graphql",
      origin: "the operators of filters",
    }));
}

function operatorsOf(type: string): ReadonlyArray<Member> {
  const one = (names: string): Member[] => names.split(" ").map((name) => ({ name, type }));
  return [
    ...one("eq ne"),
    { name: "in", type: `[${type}!]` },
    { name: "nin", type: `[${type}!]` },
    ...(ordered.has(type) ? one("gt gte lt lte") : []),
    ...(type === "String" ? one("like ilike startsWith endsWith contains search") : []),
    { name: "isNull", type: "Boolean" },
  ];
}
