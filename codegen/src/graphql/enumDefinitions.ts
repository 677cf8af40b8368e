// Enums, and the rows behind those that are tables.
import type { EnumDetailModel, EnumModel, NativeEnumModel } from "../model/DomainModel.ts";
import type { Definition, Member } from "./Sdl.ts";
import { isGraphqlName, type Shown } from "./Shown.ts";

export function enumDefinitions(shown: Shown): ReadonlyArray<Definition> {
  return [...shown.enums.values()].flatMap((model): Definition[] => {
    const { name, comment } = model;
    const place = { file: "enums.graphql", origin: `enum ${name}` };
    const values = enumValues(model).map(({ value }) => ({ name: value }));
    const definition: Definition = {
      kind: "enum",
      name,
      description: comment,
      members: values,
      ...place,
    };
    if (!("table" in model)) return [definition];
    const details: Definition = {
      kind: "type",
      name: `${name}Detail`,
      members: [
        { name: "code", type: `${name}!` },
        { name: "name", type: "String!" },
        ...model.details.flatMap(detailOf),
      ],
      ...place,
    };
    return [definition, details];
  });
}

/** The values of an enum as GraphQL names them, and the codes that they stand for. */
export function enumValues(
  model: EnumModel | NativeEnumModel,
): ReadonlyArray<{ readonly value: string; readonly code: string }> {
  const reserved = new Set(["true", "false", "null"]);
  return model.values.map(({ member, code }) => {
    const isName = isGraphqlName(code) && !reserved.has(code);
    return { value: isName ? code : isGraphqlName(member) ? member : spelled(code), code };
  });
}

/** A code that has no letters of GraphQL's, by its code points. */
function spelled(code: string): string {
  return `_${Array.from(code, (character) => character.codePointAt(0)!.toString(16)).join("_")}`;
}

const scalars = {
  string: "String",
  number: "Float",
  bigint: "BigInt",
  boolean: "Boolean",
  json: "JSON",
  date: "DateTime",
} as const;

function detailOf({ name, comment, kind, notNull }: EnumDetailModel): ReadonlyArray<Member> {
  if (!isGraphqlName(name)) return [];
  return [{ name, description: comment, type: `${scalars[kind]}${notNull ? "!" : ""}` }];
}
