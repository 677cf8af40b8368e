// Works out the defaults of every type of a domain, once, when it links: which holds for which field, whether their hints lead anywhere,
// and which has to wait for which.
import { invertHint } from "../hints/invertHint.ts";
import type { ReactiveTree } from "../hints/ReactiveTree.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { Field } from "../schema/Field.ts";
import { typesBelow } from "../schema/LoadableMember.ts";
import { ConfigApi } from "./ConfigApi.ts";
import type { Default } from "./Default.ts";
import { placesOf } from "./placesOf.ts";
import { TypeDefaults } from "./TypeDefaults.ts";

/** By type and field. */
type Known = ReadonlyMap<EntityMeta, ReadonlyMap<string, Default>>;

/** What is wrong with the defaults; nothing once they are linked. */
export function linkDefaults(metadata: ReadonlyArray<EntityMeta>): string[] {
  const problems = metadata.flatMap((meta) => ownProblems(meta));
  if (problems.length > 0) return problems;
  const known: Known = new Map(metadata.map((meta) => [meta, defaultsOf(meta)]));
  const { places, circle } = placesOf(followersOf(known));
  if (circle !== undefined) {
    const names = circle.map((each) => nameOf(each, metadata)).join(" after ");
    return [`A default would wait for itself: ${names}`];
  }
  for (const [meta, defaults] of known) {
    if (defaults.size === 0) continue;
    const sync = [...defaults.values()].filter(({ hint }) => hint === undefined);
    const hinted = [...defaults.values()].flatMap((each) =>
      each.hint === undefined
        ? []
        : [{ ...each, toLoad: each.hint.toLoad(), place: places.get(each) ?? 0 }],
    );
    ConfigApi.of(meta)?.linkDefaults(meta, new TypeDefaults(sync, hinted));
  }
  return [];
}

/** Of a type and its bases; the last word on a field counts, and has its place in the order. */
function defaultsOf(meta: EntityMeta): Map<string, Default> {
  const defaults = new Map<string, Default>();
  for (const config of ConfigApi.allOf(meta))
    for (const each of config.defaults) {
      defaults.delete(each.field);
      defaults.set(each.field, each);
    }
  return defaults;
}

function ownProblems(meta: EntityMeta): string[] {
  const defaults = ConfigApi.ownOf(meta)?.defaults ?? [];
  return defaults.flatMap(({ field, hint, location }) => {
    const found = meta.fields.get(field);
    const problems =
      found !== undefined && canHaveDefault(found)
        ? []
        : [`${meta.type} has no field ${field} that could have a default`];
    if (hint !== undefined) problems.push(...invertHint(meta, hint, () => false).problems);
    return problems.map((problem) => `${meta.type}, default at ${String(location)}: ${problem}`);
  });
}

/** What is set by its value; members of collections are given by the other side. */
function canHaveDefault(field: Field): boolean {
  return ["primitive", "enum", "lazy", "m2o", "poly"].includes(field.kind);
}

/** Each default with those whose hints name its field. */
function followersOf(known: Known): Map<Default, Set<Default>> {
  const followers = new Map<Default, Set<Default>>();
  for (const [meta, defaults] of known)
    for (const each of defaults.values())
      if (each.hint !== undefined)
        for (const other of namedIn(each.hint, [meta], known))
          followers.set(other, (followers.get(other) ?? new Set()).add(each));
  return followers;
}

/** The defaults with hints of all fields that a hint names; those without have been applied by then. */
function* namedIn(
  { keys }: ReactiveTree,
  metas: ReadonlyArray<EntityMeta>,
  known: Known,
): Iterable<Default> {
  const types = new Set(metas.flatMap((meta) => [meta, ...meta.subTypes]));
  for (const { name, below } of keys) {
    for (const type of types) {
      const found = known.get(type)?.get(name);
      if (found?.hint !== undefined) yield found;
    }
    if (below.keys.length > 0)
      yield* namedIn(below, [...new Set([...types].flatMap((type) => typesAt(type, name)))], known);
  }
}

function typesAt(meta: EntityMeta, name: string): ReadonlyArray<EntityMeta> {
  const member = meta.members.get(name);
  return (member === undefined ? undefined : typesBelow(member)) ?? [];
}

function nameOf({ field, location }: Default, metadata: ReadonlyArray<EntityMeta>): string {
  const owner = metadata.find((meta) =>
    ConfigApi.ownOf(meta)?.defaults.some((each) => each.location === location),
  );
  return `${owner!.type}.${field}`;
}
