// What the configuration says of the members of entities, by default name or by column; and which of its entries nothing asked
// for, because there is no such member.
import type { EntityConfig, FieldConfig, RelationConfig } from "../config/Config.ts";
import { nearest } from "../config/nearest.ts";
import { compareText } from "./compareText.ts";

export class Overrides {
  readonly #entities: Readonly<Record<string, EntityConfig>>;
  /** Names of existing members by path: `Author.fields`. */
  readonly #known = new Map<string, Set<string>>();

  constructor(entities: Readonly<Record<string, EntityConfig>>) {
    this.#entities = entities;
  }

  field(entity: string, name: string, column: string): FieldConfig | undefined {
    return this.#find(entity, "fields", name, column);
  }

  /** What is said of a column as a field although it is a reference, which no entry should. */
  mistaken(entity: string, name: string, column: string): FieldConfig | undefined {
    const fields = Object.hasOwn(this.#entities, entity) ? this.#entities[entity]!.fields : {};
    return [`column:${column}`, name].flatMap((key) => fields?.[key] ?? [])[0];
  }

  relation(entity: string, name: string, column?: string): RelationConfig | undefined {
    return this.#find(entity, "relations", name, column);
  }

  /** The key of the polymorphic reference that a foreign key is a component of: `parent` for `parentAuthor`. */
  polymorphic(entity: string, name: string): string | undefined {
    const config = Object.hasOwn(this.#entities, entity) ? this.#entities[entity]! : {};
    return Object.entries(config.relations ?? {}).find(
      ([key, { polymorphic }]) =>
        polymorphic !== undefined &&
        name.startsWith(key) &&
        /^[\p{Lu}\d]/u.test(name.slice(key.length)),
    )?.[0];
  }

  /** Names of the members that entries may speak of, without those by column. */
  known(entity: string, group: "fields" | "relations"): ReadonlyArray<string> {
    const names = this.#known.get(`${entity}.${group}`) ?? [];
    return [...names].filter((name) => !name.startsWith("column:")).toSorted(compareText);
  }

  /** The entries that speak of nothing, for the entities that there are. */
  unknown(): ReadonlyArray<string> {
    return Object.entries(this.#entities).flatMap(([entity, config]) =>
      (["fields", "relations"] as const).flatMap((group) => {
        const path = `${entity}.${group}`;
        const known = this.#known.get(path) ?? new Set();
        return Object.keys(config[group] ?? {})
          .filter((key) => !known.has(key))
          .map(
            (key) => `entities.${path}.${key}: unknown ${group.slice(0, -1)}${meaning(key, known)}`,
          );
      }),
    );
  }

  #find(
    entity: string,
    group: "fields" | "relations",
    name: string,
    column: string | undefined,
  ): FieldConfig | RelationConfig | undefined {
    const keys = column === undefined ? [name] : [`column:${column}`, name];
    const path = `${entity}.${group}`;
    this.#known.set(path, new Set([...(this.#known.get(path) ?? []), ...keys]));
    const config = Object.hasOwn(this.#entities, entity)
      ? this.#entities[entity]![group]
      : undefined;
    const key = keys.find((each) => config !== undefined && Object.hasOwn(config, each));
    return key === undefined ? undefined : config![key];
  }
}

function meaning(key: string, known: Iterable<string>): string {
  const meant = nearest(key, known);
  return meant === undefined ? "" : `, did you mean ${meant}?`;
}
