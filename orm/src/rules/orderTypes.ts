// In which order the types of a domain have their turn within a round of hooks, from what their configs say by
// `runHooksBefore`.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { ConfigApi } from "./ConfigApi.ts";

/** The types that come after each type. */
type Followers = ReadonlyMap<EntityMeta, ReadonlySet<EntityMeta>>;

export interface TypeOrder {
  /** Types of one place run together, those of a lower one before. A type that nothing is said of is not here. */
  readonly places: ReadonlyMap<EntityMeta, number>;
  readonly problems: string[];
}

export function orderTypes(metadata: ReadonlyArray<EntityMeta>): TypeOrder {
  const problems: string[] = [];
  const followers = followersOf(metadata, problems);
  const places = new Map<EntityMeta, number>();
  for (const meta of followers.keys()) {
    const cycle = place(meta, 0, [], followers, places);
    if (cycle !== undefined) {
      const names = cycle.map(({ type }) => type).join(" before ");
      problems.push(`The hooks of a type would run before themselves: ${names}`);
      break;
    }
  }
  return { places, problems };
}

/** What is said of a type holds for its subtypes, on either side. */
function followersOf(metadata: ReadonlyArray<EntityMeta>, problems: string[]): Followers {
  const followers = new Map<EntityMeta, Set<EntityMeta>>();
  for (const meta of metadata)
    for (const { other, location } of ConfigApi.ownOf(meta)?.runsHooksBefore ?? []) {
      const found = metadata.find(({ cstr, type }) => cstr === other || type === other);
      if (found === undefined) {
        const name = typeof other === "string" ? other : other.name;
        problems.push(
          `${meta.type}, runHooksBefore at ${String(location)}: ${name} is no type of this domain`,
        );
        continue;
      }
      const later = [found, ...found.subTypes];
      for (const type of [meta, ...meta.subTypes]) {
        // A base before one of its subtypes: that one comes with the others, and not before itself.
        if (type !== meta && later.includes(type)) continue;
        const known = followers.get(type) ?? new Set();
        for (const each of later) if (each !== type || meta === found) known.add(each);
        followers.set(type, known);
      }
    }
  return followers;
}

/** Gives a type and all that follow it places; the types of a circle when there is one. */
function place(
  meta: EntityMeta,
  at: number,
  path: ReadonlyArray<EntityMeta>,
  followers: Followers,
  places: Map<EntityMeta, number>,
): ReadonlyArray<EntityMeta> | undefined {
  if (path.includes(meta)) return [...path.slice(path.indexOf(meta)), meta];
  if ((places.get(meta) ?? -1) >= at) return undefined;
  places.set(meta, at);
  for (const each of followers.get(meta) ?? []) {
    const cycle = place(each, at + 1, [...path, meta], followers, places);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
