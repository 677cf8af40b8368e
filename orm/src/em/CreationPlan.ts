// What is done with the options of a new entity, worked out once for a type and the keys that are given: entities that are made in
// a row are given the same ones.
import { ConfigApi } from "../rules/ConfigApi.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField } from "../schema/Field.ts";
import { isRelationField } from "../schema/isRelationField.ts";
import type { EntityState } from "../session/EntityState.ts";
import { decidesOnCollections, type SettableColumn } from "../session/fieldAccess.ts";
import { isReference, type MembersField, type ReferenceField, settable } from "./settable.ts";

export class CreationPlan {
  readonly keys: ReadonlyArray<string>;
  readonly columns: ReadonlyArray<SettableColumn>;
  /** Whether where collections show the entity depends on one of them. */
  readonly decidesOnCollections: boolean;
  readonly references: ReadonlyArray<ReferenceField>;
  readonly members: ReadonlyArray<MembersField>;
  /** Of the class: what it does with a value may build upon all the others. */
  readonly setters: ReadonlyArray<string>;
  /** What the database would fill in by a literal, and nobody else has a say in. */
  readonly defaults: ReadonlyArray<ColumnField>;

  /** @throws what `settable` throws for a key */
  constructor(state: EntityState, keys: ReadonlyArray<string>) {
    const columns: SettableColumn[] = [];
    const references: ReferenceField[] = [];
    const members: MembersField[] = [];
    const setters: string[] = [];
    for (const field of keys.map((key) => settable(state, key)))
      if (typeof field === "string") setters.push(field);
      else if (!isRelationField(field)) columns.push(field);
      else if (isReference(field)) references.push(field);
      else members.push(field);
    this.keys = keys;
    this.columns = columns;
    this.decidesOnCollections = columns.some((column) => decidesOnCollections(state, column));
    this.references = references;
    this.members = members;
    this.setters = setters;
    this.defaults = literalDefaults(state.meta, keys);
  }

  /** The one for the keys of some options, by the type of the entity. */
  static of(state: EntityState, opts: object): CreationPlan {
    const last = lastPlans.get(state.meta);
    if (last !== undefined && areKeysOf(last.keys, opts)) return last;
    const plan = new CreationPlan(state, Object.keys(opts));
    lastPlans.set(state.meta, plan);
    return plan;
  }
}

/** The columns that have a literal default in the database, beside those named; what the application says takes the place of what that says. */
export function literalDefaults(
  meta: EntityMeta,
  named: ReadonlyArray<string>,
): ReadonlyArray<ColumnField> {
  const own = ConfigApi.defaultsOf(meta);
  return meta.allColumns.filter(
    ({ literalDefault, fieldName }) =>
      literalDefault !== undefined && !named.includes(fieldName) && !own.has(fieldName),
  );
}

/** Which follow from the type, and so are no state. */
const lastPlans = new WeakMap<EntityMeta, CreationPlan>();

/** Compared one by one: a list of the keys would be made for each entity. */
function areKeysOf(keys: ReadonlyArray<string>, opts: object): boolean {
  let at = 0;
  for (const key in opts) {
    // What is inherited was not given.
    if (!Object.hasOwn(opts, key)) continue;
    if (keys[at++] !== key) return false;
  }
  return at === keys.length;
}
