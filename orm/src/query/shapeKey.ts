// The shape of a find's arguments as a text: everything that its statement depends on, and nothing else. Finds with the same
// key are parsed once. What parsing looks at is therefore all here: keys, null, true and false, the kinds of values, which
// aliases are bound where, the text of SQL. Texts are written with their length before them, so that none can pass for two.
import { isPlainObject } from "../kit/isPlainObject.ts";
import { RowCondition } from "../schema/RowCondition.ts";
import { SqlFragment } from "../sql/SqlFragment.ts";
import { AliasCondition } from "./AliasCondition.ts";
import { AliasMember } from "./AliasMember.ts";
import { AliasState } from "./AliasState.ts";
import type { EntityKey } from "./filterColumns.ts";
import type { FindArguments, TargetArguments } from "./parseFind.ts";
import { RawCondition } from "./RawCondition.ts";
import { scopeAlias } from "./rowConditions.ts";

/** Deeper or longer than what anyone writes: parsed and not kept. */
const maxDepth = 40;
const maxLength = 4_000;

/** The key; `undefined` when such arguments are not worth keeping what was parsed of them. */
export function shapeKey(
  what: string,
  find: FindArguments & TargetArguments,
  entityKey: EntityKey,
): string | undefined {
  const part = new ShapeOf(entityKey);
  try {
    const settings = `${part.of(find.softDeletes, true)}${part.of(find.allowMultipleLeftJoins, false)}${part.of(find.optimizeJoinsToExists, false)}`;
    const page = `${part.of(find.limit, false)}${part.of(find.offset, false)}${find.without === undefined || find.without.length === 0 ? "" : "w"}`;
    const key = `${what}${settings}${page}|${part.of(find.where, false)}${part.of(find.conditions, false)}${part.of(find.orderBy, true)}${find.restrictions === undefined ? "" : `|${part.of(find.restrictions, false)}`}${find.assigned === undefined ? "" : `=${part.of(find.assigned, false)}`}`;
    // Only for queries that others change; they are rare.
    if (find.keepAliases !== undefined || find.pruneJoins !== undefined) return undefined;
    return key.length > maxLength ? undefined : key;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

class ShapeOf {
  readonly #entityKey: EntityKey;
  readonly #aliases = new Map<AliasState, number>();

  constructor(entityKey: EntityKey) {
    this.#entityKey = entityKey;
  }

  /** `isText` says that texts decide, as directions of an order do. */
  of(value: unknown, isText: boolean, depth = 0): string {
    switch (typeof value) {
      case "undefined":
        return "u";
      case "string":
        return isText ? sized(value) : "s";
      case "number":
        return "#";
      case "boolean":
        return value ? "t" : "f";
      case "bigint":
        return "i";
      case "object":
        return value === null ? "n" : this.#ofObject(value, isText, depth);
      case "function":
        return `x${sized(value.name)}`;
      case "symbol":
        return "y";
    }
  }

  #ofObject(value: object, isText: boolean, depth: number): string {
    if (depth > maxDepth) throw new RangeError("too deep");
    if (Array.isArray(value)) return this.#ofList(value, isText, depth);
    if (isPlainObject(value)) return this.#ofRecord(value, isText, depth);
    const entity = this.#entityKey(value);
    if (entity !== undefined) return entity.key === undefined ? `E${sized(entity.meta.type)}` : "e";
    const alias = AliasState.of(value);
    if (alias !== undefined) return this.#ofAlias(alias);
    if (AliasCondition.is(value)) {
      const { member, operator, operand, config } = value;
      return `c${this.#ofMember(member)}${sized(operator)}${this.of(operand, false, depth + 1)}${config === undefined ? "" : "g"}`;
    }
    if (RowCondition.is(value)) {
      const own = scopeAlias(value);
      return `R${own === undefined ? "" : this.#ofAlias(own)}${this.of(value.conditions, false, depth + 1)}`;
    }
    if (AliasMember.is(value)) return `m${this.#ofMember(value)}`;
    if (SqlFragment.is(value)) return this.#ofFragment(value, depth);
    if (RawCondition.is(value))
      return `r${this.#ofMember(value.member)}${sized(value.text)}${value.bindings.length};`;
    return "o";
  }

  #ofRecord(value: Readonly<Record<string, unknown>>, isText: boolean, depth: number): string {
    let key = "{";
    for (const name of Object.keys(value)) {
      const item = value[name];
      if (item === undefined) continue;
      // These words are texts that choose what is asked, wherever they stand.
      const decides = isText || name === "op" || name === "pruneIfUndefined";
      key += `${name.length}:${name}${this.of(item, decides, depth + 1)}`;
    }
    return `${key}}`;
  }

  /** Of a list of plain values only the kinds that occur are kept, since it is one parameter. */
  #ofList(list: ReadonlyArray<unknown>, isText: boolean, depth: number): string {
    if (isText || list.some((item) => typeof item === "object" && item !== null)) {
      const entities = isText ? undefined : this.#ofEntities(list);
      if (entities !== undefined) return entities;
      let key = "[";
      for (const item of list) key += this.of(item, isText, depth + 1);
      return `${key}]`;
    }
    return `(${[...new Set(list.map((item) => this.of(item, false, depth)))].toSorted().join("")})`;
  }

  /** Entities, ids and null are one parameter as well. */
  #ofEntities(list: ReadonlyArray<unknown>): string | undefined {
    const kinds = new Set<string>();
    for (const item of list) {
      const isObject = typeof item === "object" && item !== null;
      if (isObject && this.#entityKey(item) === undefined) return undefined;
      // One that is new matches nothing, which other lists may.
      const isNew = isObject && this.#entityKey(item)!.key === undefined;
      kinds.add(isObject ? (isNew ? "E" : "e") : this.of(item, false));
    }
    return `(${[...kinds].toSorted().join("")})`;
  }

  #ofAlias(alias: AliasState): string {
    let number = this.#aliases.get(alias);
    if (number === undefined) this.#aliases.set(alias, (number = this.#aliases.size));
    return `@${number};${sized((alias.type as { readonly name?: string }).name ?? "")}`;
  }

  #ofMember({ alias, fieldName, keys }: AliasMember): string {
    const path = keys === undefined ? "" : `/${keys.length};${keys.map(sized).join("")}`;
    return `${this.#ofAlias(alias)}${sized(fieldName)}${path}`;
  }

  #ofFragment({ texts, holes }: SqlFragment, depth: number): string {
    let key = `q${texts.length};${texts.map(sized).join("")}`;
    for (const hole of holes)
      key +=
        hole.kind === "identifier"
          ? `I${sized(hole.name)}`
          : hole.kind === "typed"
            ? `T${sized(hole.type)}`
            : AliasMember.is(hole.value)
              ? this.of(hole.value, false, depth + 1)
              : "v";
    return key;
  }
}

function sized(text: string): string {
  return `${text.length}:${text}`;
}
