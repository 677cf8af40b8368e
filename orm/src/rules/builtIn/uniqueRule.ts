// The rule that no two rows have the same values, for where a unique index would refuse too much or say too little.
import type { ManyToOne } from "../../relations/ManyToOne.ts";
import type { Polymorphic } from "../../relations/Polymorphic.ts";
import { relationOf } from "../../relations/relationOf.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { Field } from "../../schema/Field.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { isRead, readColumn } from "../../session/fieldAccess.ts";
import { isHidden } from "../../session/isHidden.ts";
import type { Entity } from "../../types/Entity.ts";
import type { GenericError, RuleOpts, ValidationRule } from "../Rule.ts";
import { ValidationCode } from "../ValidationCode.ts";
import { builtInRule } from "./builtInRule.ts";
import { hasUpdated } from "./hasUpdated.ts";

/**
 * A commit rule that fails with `<fields> must be unique: <entity> has the same` (code `not-unique`), naming the entity that was there. It is
 * asked of what is new and of what had one of the fields changed. As with a unique index, no value is like no other; what is softly
 * deleted does not count. Two transactions at once may each see only their own row: an index is what refuses that, this
 * is what says it well.
 * @example
 * config.addCommitRule(uniqueRule(["publisher", "title"]));
 * config.addCommitRule(uniqueRule("email", { unless: (user) => user.isGuest }));
 *
 * **SQL**: one SELECT for all entities of a flush.
 */
export function uniqueRule<T extends Entity>(
  fields: (keyof T & string) | ReadonlyArray<keyof T & string>,
  opts?: RuleOpts<T>,
): ValidationRule<T> {
  const names: ReadonlyArray<keyof T & string> = typeof fields === "string" ? [fields] : fields;
  const title = names.join(", ");
  return builtInRule<T>(
    `uniqueRule(${title})`,
    (entity) => {
      const state = BaseEntity.stateOf(entity);
      const { fields: known } = state.meta;
      const isConcerned = state.isNew || names.some((name) => hasUpdated(state, known.get(name)!));
      const filter = isConcerned && !isHidden(state) ? filterOf(state, names) : undefined;
      return filter === undefined ? undefined : findSame(state, filter, names);
    },
    opts,
  );
}

/** The values as a filter; `undefined` when one of the fields has none. */
function filterOf(
  state: EntityState,
  names: ReadonlyArray<string>,
): Record<string, unknown> | undefined {
  const filter: Record<string, unknown> = {};
  for (const name of names) {
    const value = valueOf(state, state.meta.fields.get(name)!);
    if (value === undefined) return undefined;
    filter[name] = value;
  }
  return filter;
}

/** References by id: everything was written, so what is new has one. */
function valueOf(state: EntityState, field: Field): unknown {
  if (field.kind === "m2o" || field.kind === "poly") {
    const reference = relationOf(state, field) as ManyToOne | Polymorphic;
    return reference.idTaggedMaybe;
  }
  const value = "index" in field && isRead(state, field) ? readColumn(state, field) : undefined;
  return value === undefined ? undefined : { eq: value };
}

async function findSame(
  state: EntityState,
  filter: Record<string, unknown>,
  names: ReadonlyArray<string>,
): Promise<GenericError | undefined> {
  const found = await state.session.em.find(typeWith(state.meta, names).cstr, filter, {
    cache: false,
  });
  const other = found.find((each) => each !== state.entity);
  if (other === undefined) return undefined;
  const [field] = names.length === 1 ? names : [];
  const message = `${names.join(", ")} must be unique: ${String(other)} has the same`;
  const code = ValidationCode.notUnique;
  return field === undefined ? { message, code } : { message, field, code };
}

/** Of a subtype's entity and its bases the nearest to the root that has all the fields: among those they must be unique. */
function typeWith(meta: EntityMeta, names: ReadonlyArray<string>): EntityMeta {
  return meta.baseTypes.find(({ fields }) => names.every((name) => fields.has(name))) ?? meta;
}
