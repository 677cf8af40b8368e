// The tags of ids. A tag stands in stored ids and links, so one that was given stays.
import { split } from "change-case";
import type { EntityConfig } from "../config/Config.ts";
import { camelOf } from "./identifierOf.ts";
import type { Problems } from "./Problems.ts";

/**
 * Tags by entity: the configuration's, else the one that was locked, else initials (`BookReview` → `br`), else the name.
 *
 * @param names in the order in which new tags are given
 */
export function assignTags(
  names: ReadonlyArray<string>,
  config: Readonly<Record<string, EntityConfig>>,
  locked: Readonly<Record<string, string>>,
  problems: Problems,
): Readonly<Record<string, string>> {
  const tags = new Map<string, string>();
  const holders = new Map<string, string>();
  const give = (name: string, tag: string): void => {
    const holder = holders.get(tag);
    if (holder !== undefined)
      problems.error(
        `entities.${name}.tag: ${JSON.stringify(tag)} is already ${holder}'s; give one of them another tag.`,
      );
    tags.set(name, tag);
    holders.set(tag, name);
  };
  const known = (name: string): string | undefined =>
    config[name]?.tag ?? (Object.hasOwn(locked, name) ? locked[name] : undefined);
  for (const name of names) {
    const tag = known(name);
    if (tag !== undefined) give(name, tag);
  }
  for (const name of names)
    if (!tags.has(name))
      give(
        name,
        [initialsOf(name), camelOf(name)].find((tag) => !holders.has(tag)) ?? free(name, holders),
      );
  return Object.fromEntries(names.map((name) => [name, tags.get(name)!]));
}

function initialsOf(name: string): string {
  return split(name)
    .map((word) => Array.from(word)[0]!.toLowerCase())
    .join("");
}

function free(name: string, holders: ReadonlyMap<string, string>): string {
  for (let count = 2; ; count++) {
    const tag = `${camelOf(name)}${count}`;
    if (!holders.has(tag)) return tag;
  }
}
