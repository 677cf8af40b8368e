// From a load hint in any of its forms to a tree of relations, checked against the entity's members.
import { InvalidHintError } from "../errors/InvalidHintError.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { RelationField } from "../schema/Field.ts";

/** What to load of one entity type, and of the entities that leads to. */
export type HintTree = ReadonlyMap<RelationField, HintTree>;

/** `"books"`, `["books"]` and `{ books: {} }` are the same tree. @throws InvalidHintError (`INVALID_HINT`) */
export function parseHint(meta: EntityMeta, hint: unknown): HintTree {
  const entries = entriesOf(hint);
  return new Map(
    entries.map(([key, below]) => {
      const field = relationOf(meta, key);
      return [field, parseHint(field.otherMeta, below)];
    }),
  );
}

function entriesOf(hint: unknown): Array<readonly [key: string, below: unknown]> {
  if (hint === undefined || hint === null) return [];
  if (typeof hint === "string") return [[hint, undefined]];
  if (Array.isArray(hint)) return hint.map((key) => [String(key), undefined]);
  return Object.entries(hint).filter(([, below]) => below !== undefined);
}

function relationOf(meta: EntityMeta, key: string): RelationField {
  const field = meta.fields.get(key);
  if (field !== undefined && "otherMeta" in field && field.kind !== "recursive") return field;
  throw new InvalidHintError({ entity: meta.type, key });
}
