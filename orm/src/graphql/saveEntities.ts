// Creates and changes entities from the input of mutations, and writes them.
import { isPlainObject } from "../kit/isPlainObject.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { Field } from "../schema/Field.ts";
import { metaOf } from "../schema/ids/MetaOrType.ts";
import type { DeepPartialOrNull } from "../types/DeepPartialOrNull.ts";
import type { Entity, MaybeAbstractEntityConstructor, OptsOf } from "../types/Entity.ts";
import type { UpsertOpts } from "../types/UpsertOpts.ts";
import { emOf } from "./emOf.ts";
import { rememberPlace } from "./inputPlaces.ts";
import type { ResolverContext } from "./ResolverContext.ts";
import type { SaveInput } from "./SaveInput.ts";
import { valueFromGraphQL } from "./valueFromGraphQL.ts";

export interface SaveOptions extends Omit<UpsertOpts, "onEntity"> {
  /** `false` leaves the writing to the caller. Default: they are written. */
  readonly flush?: boolean | undefined;
}

export interface SaveEntitiesOptions<T extends Entity> extends SaveOptions {
  /** Values that each of them is given, whatever its input says. */
  readonly opts?: Partial<OptsOf<T>> | undefined;
}

/** Which version of an entity the client has seen. */
interface Expected {
  readonly entity: Entity;
  readonly version: number;
}

/**
 * Creates entities, or changes those whose ids are given, from the inputs of one mutation, and writes all of them or none. Inputs
 * are as those of `em.upsert`: related entities may be nested, children by their ids only where they belong. An `expectedVersion`, of
 * nested input as well, is compared with the row.
 *
 * When one of them cannot be applied nothing is written, and when the writing fails everything is taken back: in both cases the
 * entity manager is cleared, so that the next mutation of the request begins anew.
 * @example
 * saveAuthors: async (_, { input }, ctx) => ({ authors: await saveEntities(ctx, Author, input.authors) }),
 *
 * **SQL**: one statement per relation and level for what all inputs name, then that of the flush.
 * @throws what `em.upsert` and `em.flush` throw; of several errors the first, with all of them at `errors` where they are no
 * ValidationErrors
 */
export async function saveEntities<T extends Entity>(
  ctx: ResolverContext,
  type: MaybeAbstractEntityConstructor<T>,
  inputs: ReadonlyArray<SaveInput<T>>,
  { flush = true, opts, ...upsertOpts }: SaveEntitiesOptions<T> = {},
): Promise<T[]> {
  const em = emOf(ctx);
  const meta: EntityMeta = metaOf(type);
  const metas = [meta, ...meta.subTypes];
  const upserts = inputs.map(async (given): Promise<{ entity: T; expected: Expected[] }> => {
    const expected: Expected[] = [];
    const versions = new Map<string, number>();
    const input = readInput(metas, { ...given, ...opts }, "", versions);
    const entity = await em.upsert(type, input as DeepPartialOrNull<T>, {
      ...upsertOpts,
      onEntity: (each, path) => {
        rememberPlace(each, path);
        const version = versions.get(path);
        if (version !== undefined) expected.push({ entity: each, version });
      },
    });
    return { entity, expected };
  });
  try {
    const saved = await allOf(upserts);
    for (const { expected } of saved)
      for (const { entity, version } of expected)
        if (!entity.isNewEntity) em.expectVersion(entity, version);
    if (flush) await em.flush();
    return saved.map(({ entity }) => entity);
  } catch (error) {
    if (flush) em.clear({ discardChanges: true });
    throw error;
  }
}

/** All of them, or the first error, which holds the others. */
async function allOf<R>(promises: ReadonlyArray<Promise<R>>): Promise<R[]> {
  const settled = await Promise.allSettled(promises);
  const errors = settled.flatMap((each) =>
    each.status === "rejected" ? [each.reason as Error] : [],
  );
  if (errors.length > 0) throw withOthers(errors);
  return settled.map((each) => (each as PromiseFulfilledResult<R>).value);
}

function withOthers(errors: ReadonlyArray<Error>): Error {
  const [first] = errors;
  const isOpen = Object.isExtensible(first) && !("errors" in first!);
  if (isOpen) Object.defineProperty(first, "errors", { value: errors });
  return first!;
}

/** The input as an upsert takes it, with the values of columns; the versions that clients have seen are taken out, by their places. */
function readInput(
  metas: ReadonlyArray<EntityMeta>,
  input: unknown,
  path: string,
  versions: Map<string, number>,
): unknown {
  if (Array.isArray(input))
    return input.map((each, at) => readInput(metas, each, `${path}[${at}]`, versions));
  if (!isPlainObject(input)) return input;
  const entries = Object.entries(input).flatMap(([key, value]) => {
    const fields = metas.flatMap(({ fields: own }) => own.get(key) ?? []);
    if (key === "expectedVersion" && fields.length === 0) {
      if (typeof value === "number") versions.set(path, value);
      return [];
    }
    const below = fields.flatMap(targetsOf);
    const [field] = fields;
    // Objects in columns are values.
    if (below.length === 0) {
      const isColumn = field !== undefined && "codec" in field && field.kind !== "m2mEnum";
      return [[key, isColumn ? valueFromGraphQL(field, value) : value] as const];
    }
    const place = path === "" ? key : `${path}.${key}`;
    return [[key, readInput(below, value, place, versions)] as const];
  });
  return Object.fromEntries(entries);
}

function targetsOf(field: Field): ReadonlyArray<EntityMeta> {
  if (field.kind === "poly") return field.components.map(({ otherMeta }) => otherMeta);
  return "otherMeta" in field ? [field.otherMeta, ...field.otherMeta.subTypes] : [];
}
