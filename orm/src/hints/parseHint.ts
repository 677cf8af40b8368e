// From a load hint in any of its forms to a tree of relations, checked against the entity's members.
import { InvalidHintError } from "../errors/InvalidHintError.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { PolymorphicField, RelationField } from "../schema/Field.ts";
import { isMember, isRelationField } from "../schema/isRelationField.ts";

/**
 * What to load of one entity type, and of the entities that leads to. Below a polymorphic reference stand fields of all its
 * components' types; each is for the entities that have it.
 */
export type HintTree = ReadonlyMap<RelationField, HintTree>;

/** `"books"`, `["books"]` and `{ books: {} }` are the same tree. @throws InvalidHintError (`INVALID_HINT`) */
export function parseHint(meta: EntityMeta, hint: unknown): HintTree {
  const entries = entriesOf(hint);
  return new Map(
    entries.map(([key, below]) => {
      const field = relationOf(meta, key);
      const tree =
        field.kind === "poly" ? parseForAll(field, below) : parseHint(field.otherMeta, below);
      return [field, tree];
    }),
  );
}

/** A key that only some of the types have is for those. */
function parseForAll({ components }: PolymorphicField, hint: unknown): HintTree {
  const trees = new Map<RelationField, HintTree>();
  for (const [key, below] of entriesOf(hint)) {
    const metas = components.map(({ otherMeta }) => otherMeta);
    const having = metas.filter((meta) => canLoad(meta, key));
    // Of none: the first says so.
    for (const meta of having.length > 0 ? having : metas.slice(0, 1))
      for (const [field, tree] of parseHint(meta, { [key]: below ?? {} })) trees.set(field, tree);
  }
  return trees;
}

function entriesOf(hint: unknown): Array<readonly [key: string, below: unknown]> {
  if (hint === undefined || hint === null) return [];
  if (typeof hint === "string") return [[hint, undefined]];
  if (Array.isArray(hint)) return hint.map((key) => [String(key), undefined]);
  return Object.entries(hint).filter(([, below]) => below !== undefined);
}

function relationOf(meta: EntityMeta, key: string): RelationField {
  const field = meta.fields.get(key);
  if (field !== undefined && isRelationField(field) && isMember(field)) return field;
  throw new InvalidHintError({ entity: meta.type, key });
}

function canLoad({ fields }: EntityMeta, key: string): boolean {
  const field = fields.get(key);
  return field !== undefined && isRelationField(field) && isMember(field);
}
