// Makes the resolvers of an entity's GraphQL type from its class. They are found by walking the prototypes: generated
// members are getters there, and so are the ones people write, so nothing has to be registered and nothing linked yet.
import {
  getNamedType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
} from "graphql";
import { HintTree } from "../hints/HintTree.ts";
import { MemberDefinition } from "../relations/derived/MemberDefinition.ts";
import { LargeMembers } from "../relations/large/LargeMembers.ts";
import { ManyToOne } from "../relations/ManyToOne.ts";
import type { MetaOrType } from "../schema/ids/MetaOrType.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import { ClassProbe } from "../session/ClassProbe.ts";
import type { AsyncMethod, Property } from "../types/computed.ts";
import type { Entity, MaybeAbstractEntityConstructor, IdOf } from "../types/Entity.ts";
import type { LargeCollection } from "../types/LargeCollection.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";
import type {
  Collection,
  EnumCollection,
  LazyField,
  ReadOnlyCollection,
  Reference,
} from "../types/relations.ts";
import type { CursorArgs } from "./CursorArgs.ts";
import type { CursorPage } from "./CursorPage.ts";
import { emOf } from "./emOf.ts";
import { findCursorPage } from "./findCursorPage.ts";
import { LookAhead } from "./LookAhead.ts";
import { onlyAsksForId } from "./onlyAsksForId.ts";
import type { ResolverContext } from "./ResolverContext.ts";
import { SelectionReader } from "./SelectionReader.ts";

/** Resolves one field; the root may be an entity or its id. */
export type MemberResolver<T extends Entity, V> = (
  root: T | IdOf<T>,
  // Each field has arguments of its own, of which those of the library look at the ones for pages.
  // oxlint-disable-next-line typescript/no-explicit-any
  args: any,
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

/** Relations become what they lead to, methods what they answer, and large collections pages. */
/* oxlint-disable typescript/no-explicit-any -- asks for the kinds of members only */
type ResolvedValue<V> =
  V extends LargeCollection<any, infer U>
    ? CursorPage<U>
    : V extends Collection<any, infer U>
      ? ReadonlyArray<U>
      : V extends Reference<any, infer U, infer N>
        ? U | IdOf<U> | N
        : V extends EnumCollection<any, infer C>
          ? ReadonlyArray<C>
          : V extends LazyField<any, infer W>
            ? W
            : V extends Property<any, infer W>
              ? W
              : V extends ReadOnlyCollection<any, infer U>
                ? ReadonlyArray<U>
                : V extends AsyncMethod<any, infer A, infer W>
                  ? A extends readonly []
                    ? W
                    : never
                  : V extends () => infer R
                    ? Awaited<R>
                    : V;
/* oxlint-enable typescript/no-explicit-any */

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
 * Resolvers for every field, enum, relation, property, getter and method without arguments of an entity class, and for `id`, which
 * is the tagged id. The first relation that a selection asks for loads all that is selected below it, for all entities of the tick,
 * so that a list of any length costs one statement per relation and level. A large collection takes the arguments of a page. The
 * root may also be an id, which is loaded when more than the id is asked for.
 *
 * @param aliases GraphQL field → member, for fields that are named otherwise than the class names them.
 * @example
 * export const authorResolvers = { ...entityResolver(Author), shout: (author: Author) => author.firstName.toUpperCase() };
 *
 * **SQL**: one statement per relation and level that is not loaded; none for a many-to-one of which only the id is selected.
 */
export function entityResolver<T extends Entity>(type: MetaOrType<T>): EntityResolver<T>;
export function entityResolver<
  T extends Entity,
  const A extends Readonly<Record<string, keyof T & string>>,
>(type: MetaOrType<T>, aliases: A, options?: EntityResolverOptions): EntityResolver<T, A>;
export function entityResolver<T extends Entity>(
  type: MetaOrType<T>,
  aliases: Readonly<Record<string, string>> = {},
  options: EntityResolverOptions = {},
): unknown {
  const cstr = typeof type === "function" ? type : type.cstr;
  const members = new Map(memberNames(cstr).map((name) => [name, name]));
  for (const [alias, member] of Object.entries(aliases)) members.set(alias, member);
  const graphqlType = options.schema?.getType(cstr.name);
  const isKnown = isObjectType(graphqlType) || isInterfaceType(graphqlType);
  const fields = isKnown ? graphqlType.getFields() : undefined;
  const resolvers = [...members]
    .filter(([name]) => fields === undefined || Object.hasOwn(fields, name))
    .map(([name, member]) => [name, resolverOf(cstr, member)] as const);
  return Object.fromEntries(resolvers);
}

/** The getters and the methods without arguments of a class and its bases, up to what all entities share; and `id`. */
function memberNames(type: MaybeAbstractEntityConstructor): string[] {
  const names = new Set(["id", ...handWrittenNames(type)]);
  let prototype = type.prototype as object;
  while (prototype !== BaseEntity.prototype && prototype !== Object.prototype) {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
      if (name !== "constructor" && name !== "transientFields" && isShown(property))
        names.add(name);
    prototype = Object.getPrototypeOf(prototype) as object;
  }
  return [...names];
}

/** What the `has…` helpers define in the class: fields until the domain is linked. */
function handWrittenNames(type: MaybeAbstractEntityConstructor): string[] {
  const probe = new ClassProbe();
  Reflect.construct(type, [probe]);
  return probe.fields
    .filter(({ value }) => value instanceof MemberDefinition)
    .map(({ name }) => name);
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
  return (root, args: unknown, ctx, info) => {
    if (BaseEntity.isEntity(root)) return resolveMember(root, member, args, info);
    return loadRoot(type, root, ctx).then((entity) => resolveMember(entity, member, args, info));
  };
}

/** An id that a resolver gave in place of its entity. */
function loadRoot<T extends Entity>(
  type: MaybeAbstractEntityConstructor<T>,
  id: IdOf<T>,
  ctx: ResolverContext,
): Promise<T> {
  return emOf(ctx).load(type, id);
}

function resolveMember(
  entity: Entity,
  member: string,
  args: unknown,
  info: GraphQLResolveInfo,
): unknown {
  const value = (entity as unknown as Readonly<Record<string, unknown>>)[member];
  if (isMethod(value)) return value.call(entity);
  if (value instanceof LargeMembers) return resolveLarge(value, args as CursorArgs, info);
  if (!isLoadable(value)) return value;
  if (value.isLoaded) return "get" in value ? value.get : value.load();
  return idInPlaceOf(value, info) ?? loadBelow(entity, member, value, info);
}

function isLoadable(value: unknown): value is Loadable {
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
  const isKeyEnough =
    relation instanceof ManyToOne &&
    onlyAsksForId(info) &&
    !isAbstractType(getNamedType(info.returnType));
  return isKeyEnough ? relation.idTaggedMaybe : undefined;
}

/** Loads the member together with what is selected below it. */
async function loadBelow(
  entity: Entity,
  name: string,
  value: Loadable,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  const state = BaseEntity.stateOf(entity);
  const member = state.meta.members.get(name);
  if (member === undefined) return value.load();
  const ahead = LookAhead.of(state.session);
  const hint = ahead.hint(
    info.variableValues,
    info.fieldNodes,
    `${state.meta.type}.${name}`,
    () => {
      const below = new SelectionReader(info).belowMember(member);
      return new HintTree(new Map([[name, below]]));
    },
  );
  await ahead.load(state, hint);
  return value.load();
}

/** A page of a collection that is never loaded as a whole; those of one shape are one statement. */
function resolveLarge(
  members: InstanceType<typeof LargeMembers>,
  args: CursorArgs,
  info: GraphQLResolveInfo,
): Promise<CursorPage<Entity>> {
  const { otherMeta } = members.field;
  return findCursorPage(
    otherMeta,
    args,
    info,
    {},
    {
      page: (where, options) => members.page({ ...options, where }),
      count: (where) => members.count(where),
    },
  );
}
