// The functions of `kingpost/lens`.
import { NotLoadedError } from "../errors/NotLoadedError.ts";
import { lensPath } from "../hints/lensPath.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Entity } from "../types/Entity.ts";
import type { Lens, LensOptions, LensResult } from "../types/Lens.ts";
import { loadStates, resultOf } from "./loadStates.ts";
import type { Level } from "./Step.ts";
import { isPathLoaded, levelOf, walkPath } from "./walkPath.ts";

/** From one entity what the lens gives; from several a list. */
export type LensValue<S, R> =
  S extends ReadonlyArray<unknown>
    ? [R] extends [ReadonlyArray<unknown>]
      ? R
      : NonNullable<R>[]
    : R;

type Start<T extends Entity> = T | ReadonlyArray<T>;
type StartOf<S> = S extends ReadonlyArray<infer T> ? T : S;
type LensOf<S, R> = (path: Lens<StartOf<S>>) => LensResult<unknown, R>;

/**
 * Where a path leads from one entity or several: relations are loaded, other members read, methods without arguments awaited.
 * @example
 * const publishers = await loadLens(authors, (a) => a.books.author.publisher);
 *
 * **SQL**: one statement per level that is not loaded; with `sql` one statement for the whole path.
 * @throws UnknownFieldError (`UNKNOWN_FIELD`)
 */
export function loadLens<const S extends Start<Entity>, R>(
  start: S,
  lens: LensOf<S, R>,
  options?: LensOptions,
): Promise<LensValue<S, R>> {
  return loadLensPath(start, lensPath(lens), options) as Promise<LensValue<S, R>>;
}

/** As `loadLens`, by the names on the path. */
export function loadLensPath(
  start: Start<Entity>,
  path: ReadonlyArray<string>,
  options?: LensOptions,
): Promise<unknown> {
  return loadStates(statesOf(start), Array.isArray(start), path, options);
}

/**
 * Where a path leads through what is in memory.
 * @example
 * const publishers = getLens(authorMeta, author, (a) => a.books.author.publisher);
 * @throws NotLoadedError (`NOT_LOADED`), UnknownFieldError (`UNKNOWN_FIELD`)
 */
export function getLens<const S extends Start<Entity>, R>(
  meta: EntityMeta,
  start: S,
  lens: LensOf<S, R>,
): LensValue<S, R> {
  return getLensPath(meta, start, lensPath(lens)) as LensValue<S, R>;
}

/** As `getLens`, by the names on the path. */
export function getLensPath(
  meta: EntityMeta,
  start: Start<Entity>,
  path: ReadonlyArray<string>,
): unknown {
  const level = startOf(start);
  if (!isPathLoaded(level, path))
    throw new NotLoadedError({ entity: meta.type, field: path.join(".") });
  return resultOf(walkPath(level, path));
}

/** Whether `getLens` would answer. */
export function isLensLoaded<const S extends Start<Entity>>(
  start: S,
  lens: LensOf<S, unknown>,
): boolean {
  return isLensLoadedPath(start, lensPath(lens));
}

/** As `isLensLoaded`, by the names on the path. */
export function isLensLoadedPath(start: Start<Entity>, path: ReadonlyArray<string>): boolean {
  return isPathLoaded(startOf(start), path);
}

/** The names on a path: `(a) => a.books.author` is `["books", "author"]`. */
export function lensToPath<T extends Entity>(
  lens: (path: Lens<T>) => LensResult<unknown, unknown>,
): string[] {
  return lensPath(lens);
}

/** A path as a load hint: `(a) => a.books.author` is `{ books: { author: {} } }`. */
export function lensToLoadHint<T extends Entity>(
  lens: (path: Lens<T>) => LensResult<unknown, unknown>,
): object {
  return lensPathToLoadHint(lensPath(lens));
}

export function lensPathToLoadHint(path: ReadonlyArray<string>): object {
  return path.reduceRight<object>((below, key) => ({ [key]: below }), {});
}

function statesOf(start: Start<Entity>): EntityState[] {
  const entities = Array.isArray(start) ? (start as ReadonlyArray<Entity>) : [start as Entity];
  return entities.map((entity) => BaseEntity.stateOf(entity));
}

function startOf(start: Start<Entity>): Level {
  return levelOf(statesOf(start), Array.isArray(start));
}
