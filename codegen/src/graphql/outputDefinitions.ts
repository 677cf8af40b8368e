// What an entity looks like to clients: its type or interface, the unions of its polymorphic references, and pages of it.
import type { EntityModel, FieldModel } from "../model/DomainModel.ts";
import { pageArguments } from "./pageArguments.ts";
import { scalarOf } from "./scalarOf.ts";
import type { Definition, Member } from "./Sdl.ts";
import type { Shown } from "./Shown.ts";
import { unionName } from "./unionName.ts";

export function outputDefinitions(entity: EntityModel, shown: Shown): ReadonlyArray<Definition> {
  const { name, comment } = entity;
  const place = { file: `${shown.names(entity).one}.graphql`, origin: `entity ${name}` };
  const members = membersOf(entity, shown);
  const interfaces = shown.basesOf(entity).map((base) => base.name);
  const isExtended = shown.subtypesOf(entity).length > 0;
  const definition: Definition = {
    kind: isExtended ? "interface" : "type",
    name,
    description: comment,
    interfaces,
    members,
    ...place,
  };
  const plain: Definition = {
    kind: "type",
    name: `Plain${name}`,
    description: `Of exactly this type, and of none that extends it.`,
    interfaces: [name, ...interfaces],
    members,
    ...place,
  };
  return [
    definition,
    // Of an interface there are no objects; where entities may be of exactly this type, theirs has a name of its own.
    ...(isExtended && !entity.isAbstract ? [plain] : []),
    ...unionsOf(entity, shown),
    ...pagesOf(entity, shown),
  ];
}

function membersOf(entity: EntityModel, shown: Shown): ReadonlyArray<Member> {
  return [
    { name: "id", type: "ID!" },
    ...shown.fieldsOf(entity).flatMap((field) => memberOf(field, entity, shown)),
  ];
}

function memberOf(field: FieldModel, entity: EntityModel, shown: Shown): ReadonlyArray<Member> {
  const { name } = field;
  const description = "comment" in field ? field.comment : undefined;
  const required = "notNull" in field && field.notNull ? "!" : "";
  const member = (type: string): Member => ({ name, type, description });
  switch (field.kind) {
    case "primitive": {
      const scalar = scalarOf(field);
      return scalar === undefined ? [] : [member(`${scalar}${required}`)];
    }
    case "enum": {
      const [type, end] = field.isArray ? [`[${field.enum}!]`, "!"] : [field.enum, required];
      const details = `${name}Details`;
      const isTaken = shown.fieldsOf(entity).some((other) => other.name === details);
      const isTable = shown.model.enums.some((each) => each.name === field.enum);
      const detail = field.isArray ? `[${field.enum}Detail!]` : `${field.enum}Detail`;
      return [
        member(`${type}${end}`),
        ...(isTable && !isTaken ? [{ name: details, type: `${detail}${end}` }] : []),
      ];
    }
    case "m2o":
      return [member(`${field.other}${required}`)];
    case "poly":
      return [member(`${unionName(entity, field, shown)}${required}`)];
    case "o2o":
      return [member(field.other)];
    case "m2mEnum":
      return [member(`[${field.enum}!]!`)];
    case "o2m":
    case "m2m": {
      if (!field.isLarge) return [member(`[${field.other}!]!`)];
      const other = shown.entities.get(field.other)!;
      const { plural } = shown.names(other);
      return [{ ...member(`${plural}Connection!`), args: pageArguments(other, "cursor", shown) }];
    }
    case "recursive":
      return [];
  }
}

/** What the polymorphic references of an entity lead to; those that it inherits are its base's. */
function unionsOf(entity: EntityModel, shown: Shown): ReadonlyArray<Definition> {
  return entity.fields.flatMap((field): Definition[] => {
    if (field.kind !== "poly") return [];
    const others = field.components.flatMap(({ other }) => shown.entities.get(other) ?? []);
    const names = others.flatMap((other) => objectsOf(other, shown));
    if (names.length === 0) return [];
    return [
      {
        kind: "union",
        name: unionName(entity, field, shown),
        members: [...new Set(names)].map((name) => ({ name })),
        file: `${shown.names(entity).one}.graphql`,
        origin: `${entity.name}.${field.name}`,
      },
    ];
  });
}

/** Unions hold object types only. */
function objectsOf(entity: EntityModel, shown: Shown): ReadonlyArray<string> {
  const subtypes = shown.subtypesOf(entity);
  if (subtypes.length === 0) return [entity.name];
  const leaves = subtypes.flatMap((each) => objectsOf(each, shown));
  return entity.isAbstract ? leaves : [`Plain${entity.name}`, ...leaves];
}

function pagesOf(entity: EntityModel, shown: Shown): ReadonlyArray<Definition> {
  const { name } = entity;
  const { one, plural } = shown.names(entity);
  const place = { kind: "type", file: `${one}.graphql`, origin: `pages of ${name}` } as const;
  const isCursor = shown.settings.paginationStyle === "cursor";
  const connection: ReadonlyArray<Definition> = [
    {
      ...place,
      name: `${plural}Connection`,
      members: [
        { name: "edges", type: `[${name}Edge!]!` },
        { name: "nodes", type: `[${name}!]!` },
        { name: "pageInfo", type: "PageInfo!" },
      ],
    },
    {
      ...place,
      name: `${name}Edge`,
      members: [
        { name: "node", type: `${name}!` },
        { name: "cursor", type: "String!" },
      ],
    },
  ];
  const page: Definition = {
    ...place,
    name: `${plural}Page`,
    members: [
      { name: "entities", type: `[${name}!]!` },
      { name: "pageInfo", type: "LimitPageInfo!" },
    ],
  };
  // Large collections are pages by cursors whatever else is.
  return [
    ...(isCursor ? [] : [page]),
    ...(isCursor || isLargeSomewhere(entity, shown) ? connection : []),
  ];
}

function isLargeSomewhere({ name }: EntityModel, shown: Shown): boolean {
  return [...shown.entities.values()].some(({ fields }) =>
    fields.some((field) => "isLarge" in field && field.isLarge && field.other === name),
  );
}
