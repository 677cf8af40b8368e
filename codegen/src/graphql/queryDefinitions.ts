// What can be asked of an entity and done with it: the fields of the roots, and the answers of mutations.
import type { EntityModel } from "../model/DomainModel.ts";
import { isSaved } from "./inputDefinitions.ts";
import { pageArguments } from "./pageArguments.ts";
import type { Definition, Member } from "./Sdl.ts";
import type { Shown } from "./Shown.ts";

export function queryDefinitions(entity: EntityModel, shown: Shown): ReadonlyArray<Definition> {
  const { name } = entity;
  const { one, many, byId, plural } = shown.names(entity);
  const { paginationStyle, deleteMutations } = shown.settings;
  const place = { kind: "type", file: `${one}.graphql`, origin: `entity ${name}` } as const;
  const page = paginationStyle === "cursor" ? `${plural}Connection!` : `${plural}Page!`;
  const queries: ReadonlyArray<Member> = [
    { name: byId, args: [{ name: "id", type: "ID!" }], type: `${name}!` },
    { name: many, args: pageArguments(entity, paginationStyle, shown), type: page },
  ];
  const mutations: ReadonlyArray<Member> = [
    ...(isSaved(entity)
      ? [mutation(`save${name}`, `Save${name}Input!`, `Save${name}Result!`)]
      : []),
    ...(deleteMutations && entity.view === undefined
      ? [mutation(`delete${name}`, `Delete${name}Input!`, `Delete${name}Result!`)]
      : []),
  ];
  return [
    { ...place, isExtension: true, name: "Query", members: queries },
    ...(mutations.length === 0
      ? []
      : [{ ...place, isExtension: true as const, name: "Mutation", members: mutations }]),
  ];
}

/** What mutations answer with. */
export function resultDefinitions(entity: EntityModel, shown: Shown): ReadonlyArray<Definition> {
  const { name } = entity;
  const { one } = shown.names(entity);
  const result = (verb: string, member: Member): Definition => ({
    kind: "type",
    name: `${verb}${name}Result`,
    members: [member],
    file: `${one}.graphql`,
    origin: `entity ${name}`,
  });
  return [
    ...(isSaved(entity) ? [result("Save", { name: one, type: `${name}!` })] : []),
    ...(shown.settings.deleteMutations && entity.view === undefined
      ? [result("Delete", { name: "id", type: "ID!" })]
      : []),
  ];
}

function mutation(name: string, input: string, type: string): Member {
  return { name, args: [{ name: "input", type: input }], type };
}
