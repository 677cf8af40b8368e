// In which order the types of a domain have their turn within a round of hooks, from what their configs say by
// `runHooksBefore`.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { ConfigApi } from "./ConfigApi.ts";
import { placesOf } from "./placesOf.ts";

/** The types that come after each type. */
type Followers = ReadonlyMap<EntityMeta, ReadonlySet<EntityMeta>>;

export interface TypeOrder {
  /** Types of one place run together, those of a lower one before. A type that nothing is said of is not here. */
  readonly places: ReadonlyMap<EntityMeta, number>;
  readonly problems: string[];
}

export function orderTypes(metadata: ReadonlyArray<EntityMeta>): TypeOrder {
  const problems: string[] = [];
  const { places, circle } = placesOf(followersOf(metadata, problems));
  if (circle !== undefined) {
    const names = circle.map(({ type }) => type).join(" before ");
    problems.push(`The hooks of a type would run before themselves: ${names}`);
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
