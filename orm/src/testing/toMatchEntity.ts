// Compares entities with what a test expects of them, member by member; nothing is ever loaded for it.
import { isDeepStrictEqual } from "node:util";
import { isPlainObject } from "../kit/isPlainObject.ts";
import { relation } from "../relations/relation.ts";
import { isCollection, isReadOnlyCollection } from "../relations/relationGuards.ts";
import { isMember } from "../schema/isRelationField.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { Entity } from "../types/Entity.ts";
import type { LoadedCollection } from "../types/relations.ts";
import { areEntitiesEqual } from "./areEntitiesEqual.ts";

/** What test runners expect of a matcher. */
export interface MatchResult {
  readonly pass: boolean;
  readonly message: () => string;
  /** What was compared, reduced to what was asked for: a difference of these two is readable. */
  readonly actual: unknown;
  readonly expected: unknown;
}

/** Two values side by side, in a form to print. */
interface Comparison {
  readonly isEqual: boolean;
  readonly actual: unknown;
  readonly expected: unknown;
}

/**
 * Whether `actual` has what `expected` names. Relations stand for the entities they lead to, entities match by identity or, in
 * another em, by type and id, and lists must agree in length and order. Only the keys of `expected` count.
 * @example
 * expect(author).toMatchEntity({ firstName: "a1", publisher: p1, books: [{ title: "b1" }, b2] });
 * @throws NotLoadedError (`NOT_LOADED`) for a relation that was not loaded
 */
export function toMatchEntity(actual: unknown, expected: unknown): MatchResult {
  const comparison = compare(actual, expected);
  const { isEqual } = comparison;
  return {
    pass: isEqual,
    message: () => `${nameOf(actual)} ${isEqual ? "matches" : "does not match"} what is expected`,
    actual: comparison.actual,
    expected: comparison.expected,
  };
}

function compare(actual: unknown, expected: unknown): Comparison {
  if (isAsymmetric(expected)) {
    const isEqual = expected.asymmetricMatch(actual);
    // A value that satisfies the matcher is printed as the matcher, so that only real differences show.
    return { isEqual, actual: isEqual ? expected : printed(actual), expected };
  }
  const isEqual = areEntitiesEqual(actual, expected);
  if (isEqual === true) return side(true, expected, expected);
  if (BaseEntity.isEntity(expected) || isEqual === false) return side(false, actual, expected);
  if (Array.isArray(expected)) return compareLists(actual, expected);
  if (isPlainObject(expected)) return compareMembers(actual, expected);
  return side(isSameValue(actual, expected), actual, expected);
}

function compareLists(actual: unknown, expected: ReadonlyArray<unknown>): Comparison {
  if (!Array.isArray(actual)) return side(false, actual, expected);
  const items = expected.slice(0, actual.length).map((item, at) => compare(actual[at], item));
  const rest = <T>(list: ReadonlyArray<T>): unknown[] => list.slice(items.length).map(printed);
  return {
    isEqual: actual.length === expected.length && items.every((item) => item.isEqual),
    actual: [...items.map((item) => item.actual), ...rest(actual)],
    expected: [...items.map((item) => item.expected), ...rest(expected)],
  };
}

function compareMembers(actual: unknown, expected: Readonly<Record<string, unknown>>): Comparison {
  if (!BaseEntity.isEntity(actual) && !isPlainObject(actual)) return side(false, actual, expected);
  const members = Object.entries(expected).map(
    ([key, value]) => [key, compare(memberOf(actual, key), value)] as const,
  );
  return {
    isEqual: members.every(([, { isEqual }]) => isEqual),
    actual: Object.fromEntries(members.map(([key, member]) => [key, member.actual])),
    expected: Object.fromEntries(members.map(([key, member]) => [key, member.expected])),
  };
}

/** The value of a member; that of a relation is what it leads to. */
function memberOf(owner: Entity | Readonly<Record<string, unknown>>, key: string): unknown {
  if (BaseEntity.isEntity(owner)) {
    const state = BaseEntity.stateOf(owner);
    const field = state.meta.fields.get(key);
    if (field !== undefined && "relationIndex" in field && isMember(field))
      return membersOf(relation(owner, key));
  }
  return (owner as Readonly<Record<string, unknown>>)[key];
}

/** A collection is compared with its members that are softly deleted, which the database has, and without those deleted here. */
function membersOf(value: { readonly get: unknown }): unknown {
  if (!isCollection(value) && !isReadOnlyCollection(value)) return value.get;
  const { getWithDeleted } = value as unknown as LoadedCollection<Entity, Entity>;
  return getWithDeleted.filter((entity) => !BaseEntity.stateOf(entity).isDeleted);
}

/** `null` and `undefined` are both no value. */
function isSameValue(actual: unknown, expected: unknown): boolean {
  return isDeepStrictEqual(actual ?? undefined, expected ?? undefined);
}

function side(isEqual: boolean, actual: unknown, expected: unknown): Comparison {
  return { isEqual, actual: printed(actual), expected: printed(expected) };
}

/** Entities by their names, wherever they stand. */
function printed(value: unknown): unknown {
  if (BaseEntity.isEntity(value)) return value.toTaggedString();
  if (Array.isArray(value)) return value.map(printed);
  if (!isPlainObject(value) || isAsymmetric(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, printed(item)]));
}

function nameOf(value: unknown): string {
  if (BaseEntity.isEntity(value)) return value.toTaggedString();
  return Array.isArray(value) ? "the list" : "the value";
}

interface Asymmetric {
  asymmetricMatch(actual: unknown): boolean;
}

function isAsymmetric(value: unknown): value is Asymmetric {
  return (
    typeof value === "object" &&
    value !== null &&
    "asymmetricMatch" in value &&
    typeof value.asymmetricMatch === "function"
  );
}
