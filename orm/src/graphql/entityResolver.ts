// Makes the resolvers of an entity's GraphQL type from its class. They are found by walking the prototypes: generated
// members are getters there, and so are the ones people write, so nothing has to be registered and nothing linked yet.
import { type GraphQLResolveInfo, type GraphQLSchema, isObjectType } from "graphql";
import { ManyToOne } from "../relations/ManyToOne.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { Em } from "../types/Em.ts";
import type { Entity, MaybeAbstractEntityConstructor, IdOf } from "../types/Entity.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";
import type { Collection, EnumCollection, Reference } from "../types/relations.ts";
import { onlyAsksForId } from "./onlyAsksForId.ts";

/** What resolvers need of the application's context: the entity manager of the request. */
export interface ResolverContext {
  readonly em: Em;
}

/** Resolves one field; the root may be an entity or its id. */
export type MemberResolver<T extends Entity, V> = (
  root: T | IdOf<T>,
  args: unknown,
  ctx: ResolverContext,
  info: GraphQLResolveInfo,
) => MaybePromise<V>;

/** A resolver for every member of `T` that a GraphQL field can show, and for every alias. */
export type EntityResolver<
  T extends Entity,
  A extends Readonly<Record<string, keyof T>> = Record<never, keyof T>,
> = {
  readonly [K in ResolvableKey<T>]: MemberResolver<T, ResolvedValue<T[K]>>;
} & { readonly [K in keyof A & string]: MemberResolver<T, ResolvedValue<T[A[K]]>> };

/** The members of the class itself, and of those that all entities have only the id. */
type ResolvableKey<T extends Entity> =
  | "id"
  | {
      [K in keyof T & string]: K extends InheritedKey
        ? never
        : T[K] extends (...args: infer P) => unknown
          ? P extends readonly []
            ? K
            : never
          : K;
    }[keyof T & string];

type InheritedKey = keyof Entity | "set" | "populate" | "load" | "toJSON";

/** Relations become what they lead to, methods what they answer. */
type ResolvedValue<V> =
  // oxlint-disable-next-line typescript/no-explicit-any -- asks for the kind of member only
  V extends Collection<any, infer U>
    ? ReadonlyArray<U>
    : // oxlint-disable-next-line typescript/no-explicit-any -- as above
      V extends Reference<any, infer U, infer N>
      ? U | IdOf<U> | N
      : // oxlint-disable-next-line typescript/no-explicit-any -- as above
        V extends EnumCollection<any, infer C>
        ? ReadonlyArray<C>
        : V extends () => infer R
          ? Awaited<R>
          : V;

export interface EntityResolverOptions {
  /** Leaves out members for which the type of the class's name has no field. */
  readonly schema?: GraphQLSchema;
}

/** What the resolvers need of a relation; all kinds of relations have it. */
interface Loadable {
  readonly isLoaded: boolean;
  load(): Promise<unknown>;
}

/**
 * Resolvers for every field, enum, relation, getter and method without arguments of an entity class, and for `id`, which is
 * the tagged id. All relations asked for in a tick are loaded together, so a list of any length costs one statement per
 * relation and level. The root may also be an id, which is loaded when more than the id is asked for.
 *
 * @param aliases GraphQL field → member, for fields that are named otherwise than the class names them.
 * @example
 * export const authorResolvers = { ...entityResolver(Author), shout: (author: Author) => author.firstName.toUpperCase() };
 *
 * **SQL**: one statement per relation that is not loaded; none for a many-to-one of which only the id is selected.
 */
export function entityResolver<
  T extends Entity,
  const A extends Readonly<Record<string, keyof T & string>> = Record<never, never>,
>(
  type: MaybeAbstractEntityConstructor<T>,
  aliases?: A,
  options: EntityResolverOptions = {},
): EntityResolver<T, A> {
  const members = new Map(memberNames(type).map((name) => [name, name]));
  for (const [alias, member] of Object.entries(aliases ?? {})) members.set(alias, member);
  const graphqlType = options.schema?.getType(type.name);
  const fields = isObjectType(graphqlType) ? graphqlType.getFields() : undefined;
  const resolvers = [...members]
    .filter(([name]) => fields === undefined || Object.hasOwn(fields, name))
    .map(([name, member]) => [name, resolverOf(type, member)] as const);
  return Object.fromEntries(resolvers) as EntityResolver<T, A>;
}

/** The getters and the methods without arguments of a class and its bases, up to what all entities share; and `id`. */
function memberNames(type: MaybeAbstractEntityConstructor): string[] {
  const names = new Set(["id"]);
  let prototype = type.prototype as object;
  while (prototype !== BaseEntity.prototype && prototype !== Object.prototype) {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
      if (name !== "constructor" && isShown(property)) names.add(name);
    prototype = Object.getPrototypeOf(prototype) as object;
  }
  return [...names];
}

function isShown(property: PropertyDescriptor): boolean {
  const value: unknown = property.value;
  return "get" in property ? property.get !== undefined : isMethod(value) && value.length === 0;
}

function isMethod(value: unknown): value is (this: unknown) => unknown {
  return typeof value === "function";
}

function resolverOf<T extends Entity>(
  type: MaybeAbstractEntityConstructor<T>,
  member: string,
): MemberResolver<T, unknown> {
  if (member === "id") return (root) => (BaseEntity.isEntity(root) ? root.idTagged : root);
  return (root, _, ctx, info) => {
    if (BaseEntity.isEntity(root)) return resolveMember(root, member, info);
    return loadRoot(type, root, ctx).then((entity) => resolveMember(entity, member, info));
  };
}

/** An id that a resolver gave in place of its entity. */
function loadRoot<T extends Entity>(
  type: MaybeAbstractEntityConstructor<T>,
  id: IdOf<T>,
  ctx: ResolverContext,
): Promise<T> {
  return ctx.em.load(type, id);
}

function resolveMember(entity: Entity, member: string, info: GraphQLResolveInfo): unknown {
  const value = (entity as unknown as Readonly<Record<string, unknown>>)[member];
  if (isMethod(value)) return value.call(entity);
  if (!isRelation(value)) return value;
  return idInPlaceOf(value, info) ?? value.load();
}

function isRelation(value: unknown): value is Loadable {
  return (
    typeof value === "object" &&
    value !== null &&
    "isLoaded" in value &&
    "load" in value &&
    typeof value.load === "function"
  );
}

/** The key of an unloaded many-to-one is in memory: it stands in for the entity where no more than the id is asked for. */
function idInPlaceOf(relation: Loadable, info: GraphQLResolveInfo): string | undefined {
  const isKeyEnough = relation instanceof ManyToOne && !relation.isLoaded && onlyAsksForId(info);
  return isKeyEnough ? relation.idTaggedMaybe : undefined;
}
