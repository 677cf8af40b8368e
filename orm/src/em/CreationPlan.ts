// What is done with the options of a new entity, worked out once for a type and the keys that are given: entities that are made in
// a row are given the same ones.
import { ConfigApi } from "../rules/ConfigApi.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField } from "../schema/Field.ts";
import { isRelationField } from "../schema/isRelationField.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { SettableColumn } from "../session/fieldAccess.ts";
import { isReference, type MembersField, type ReferenceField, settable } from "./settable.ts";

export class CreationPlan {
  readonly keys: ReadonlyArray<string>;
  readonly columns: ReadonlyArray<SettableColumn>;
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
    this.references = references;
    this.members = members;
    this.setters = setters;
    this.defaults = literalDefaults(state.meta, keys);
  }

  /** The one for the keys of some options, by the type of the entity. */
  static of(state: EntityState, opts: object): CreationPlan {
    const keys = Object.keys(opts);
    const last = lastPlans.get(state.meta);
    if (last !== undefined && isSameList(last.keys, keys)) return last;
    const plan = new CreationPlan(state, keys);
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

function isSameList(a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
