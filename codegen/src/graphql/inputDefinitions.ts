// What clients send of an entity: filters, orders, and what a mutation saves.
import { idNameOf } from "../emit/idNameOf.ts";
import { isSettable } from "../emit/isSettable.ts";
import type { EntityModel, FieldModel } from "../model/DomainModel.ts";
import { comparedType, isFilterableCollection } from "./filterable.ts";
import { orderMembers } from "./orderMembers.ts";
import { scalarOf } from "./scalarOf.ts";
import type { Definition, Member } from "./Sdl.ts";
import type { Shown } from "./Shown.ts";

export function inputDefinitions(entity: EntityModel, shown: Shown): ReadonlyArray<Definition> {
  const { name } = entity;
  const place = { file: `${shown.names(entity).one}.graphql`, origin: `entity ${name}` };
  const order: Definition = {
    kind: shown.settings.orders === "nested" ? "input" : "enum",
    name: `${name}Order`,
    members: orderMembers(entity, shown),
    ...place,
  };
  const isIndexedOnly = !shown.settings.unindexed;
  return [
    {
      kind: "input",
      name: `${name}Filter`,
      // Said where people would add to it.
      description: isIndexedOnly
        ? "What an index finds. A filter on any other column would read the whole table."
        : undefined,
      members: filterMembers(entity, shown),
      ...place,
    },
    order,
    ...(isSaved(entity)
      ? [
          {
            kind: "input" as const,
            name: `Save${name}Input`,
            members: saveMembers(entity, shown),
            ...place,
          },
        ]
      : []),
    ...(shown.settings.deleteMutations && entity.view === undefined
      ? [
          {
            kind: "input" as const,
            name: `Delete${name}Input`,
            members: [{ name: "id", type: "ID!" }],
            ...place,
          },
        ]
      : []),
  ];
}

/** Of an abstract type nothing is made: its subtypes are saved. What a view shows is only read. */
export function isSaved({ isAbstract, view }: EntityModel): boolean {
  return !isAbstract && view === undefined;
}

function filterMembers(entity: EntityModel, shown: Shown): ReadonlyArray<Member> {
  const values = (type: string): string =>
    shown.settings.filters === "operators" ? `${type}Filter` : `[${type}!]`;
  const members: Member[] = [{ name: "id", type: values("ID") }];
  for (const field of shown.fieldsOf(entity)) {
    const type = comparedType(field, entity, shown);
    if (field.kind === "m2o" && type !== undefined)
      members.push(
        { name: `${field.name}Id`, type: values("ID") },
        { name: field.name, type: `${field.other}Filter` },
      );
    else if (type !== undefined) members.push({ name: field.name, type: values(type) });
    else if (field.kind === "poly") members.push({ name: `${field.name}Id`, type: "[ID!]" });
    else if ("other" in field && isFilterableCollection(field, shown))
      members.push({ name: field.name, type: `${field.other}Filter` });
  }
  return distinct(members);
}

function saveMembers(entity: EntityModel, shown: Shown): ReadonlyArray<Member> {
  const isOwned = [...shown.entities.values()].some((parent) =>
    shown
      .fieldsOf(parent)
      .some((field) => isOwnedBy(field, parent) && "other" in field && field.other === entity.name),
  );
  const members: Member[] = [
    { name: "id", type: "ID" },
    ...(isOwned && !hasField(entity, "op") ? [{ name: "op", type: "SaveOp" }] : []),
  ];
  // What is not shown may be set all the same, unless it is protected.
  for (const field of [...entity.inherited, ...entity.fields])
    members.push(...saveMembersOf(field, entity, shown));
  if (hasVersion(entity) && !hasField(entity, "expectedVersion"))
    members.push({ name: "expectedVersion", type: "Int" });
  return distinct(members);
}

function saveMembersOf(
  field: FieldModel,
  entity: EntityModel,
  shown: Shown,
): ReadonlyArray<Member> {
  if (!isSettable(field) || !isGraphqlField(field)) return [];
  const { name } = field;
  const idName = idNameOf(field, entity);
  switch (field.kind) {
    case "primitive": {
      const scalar = scalarOf(field);
      const isOurs = field.role !== undefined || field.protection !== undefined;
      return isOurs || scalar === undefined ? [] : [{ name, type: scalar }];
    }
    case "enum":
      if (field.protection !== undefined || !shown.enums.has(field.enum)) return [];
      return [{ name, type: field.isArray ? `[${field.enum}!]` : field.enum }];
    case "m2mEnum":
      return shown.enums.has(field.enum) ? [{ name, type: `[${field.enum}!]` }] : [];
    case "m2o":
      return field.component === undefined &&
        shown.entities.has(field.other) &&
        idName !== undefined
        ? [{ name: idName, type: "ID" }]
        : [];
    case "poly":
      return idName === undefined ? [] : [{ name: idName, type: "ID" }];
    case "m2m":
      return idName !== undefined && shown.entities.has(field.other)
        ? [{ name: idName, type: "[ID!]" }]
        : [];
    case "o2m":
    case "o2o": {
      const other = shown.entities.get(field.other);
      if (other === undefined || !isSaved(other) || !isOwnedBy(field, entity)) return [];
      const type = `Save${field.other}Input`;
      return [{ name, type: field.kind === "o2o" ? type : `[${type}!]` }];
    }
    case "recursive":
      return [];
  }
}

function isGraphqlField({ name }: FieldModel): boolean {
  return /^(?!__)[A-Za-z_]\w*$/u.test(name);
}

/** Children that go with their parent are saved with it. */
function isOwnedBy(field: FieldModel, { owned }: EntityModel): boolean {
  const isChild = field.kind === "o2o" || (field.kind === "o2m" && !field.isLarge);
  return isChild && owned.includes(field.name);
}

function hasField({ fields, inherited }: EntityModel, name: string): boolean {
  return [...inherited, ...fields].some((field) => field.name === name);
}

function hasVersion({ fields, inherited }: EntityModel): boolean {
  return [...inherited, ...fields].some(
    (field) => field.kind === "primitive" && field.role === "version",
  );
}

function distinct(members: ReadonlyArray<Member>): ReadonlyArray<Member> {
  return [...new Map(members.map((member) => [member.name, member])).values()];
}
