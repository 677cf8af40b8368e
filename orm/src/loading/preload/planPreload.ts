// Plans a populate as one pipeline: what is in memory gives keys, and what will only be known by an answer is asked for by a
// sub-query over the statement before it. Which strategy is used is decided here: a plan of fewer than two levels to ask for
// is none, since level by level is one round trip then too. What cannot be said in this way follows level by level.
import { HintTree } from "../../hints/HintTree.ts";
import { kindOf } from "../../relations/members/kindOf.ts";
import { mapTargetOf } from "../../relations/pointTo.ts";
import { relationOf, touchedRelationOf } from "../../relations/relationOf.ts";
import { castType } from "../../schema/castType.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { ManyToOneField } from "../../schema/Field.ts";
import type { MapKey } from "../../schema/keys.ts";
import type { LoadableMember } from "../../schema/LoadableMember.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { hydrate } from "../../session/hydrate.ts";
import type { Session } from "../../session/Session.ts";
import { arrayLiteral } from "../../sql/arrayLiteral.ts";
import { quote } from "../../sql/identifier.ts";
import { dealRelated, type StoredRelation } from "../dealRelated.ts";
import { maxKeys } from "../maxKeys.ts";
import { isOfTypeCondition } from "../selectColumns.ts";
import { selectByKey, selectChildren, selectOthers } from "../selectRelated.ts";
import { textOf } from "../textOf.ts";
import type { PreloadStep } from "./PreloadStep.ts";

/** What a populate starts from: entities in memory, and keys of entities that are to be loaded first. */
export interface PreloadRoot {
  readonly meta: EntityMeta;
  readonly states: ReadonlyArray<EntityState>;
  readonly keys: ReadonlyArray<MapKey>;
}

/** The statements, each after the one above it; `undefined` when there is nothing to win. */
export function planPreload(
  session: Session,
  root: PreloadRoot,
  tree: HintTree,
): ReadonlyArray<PreloadStep> | undefined {
  const plan = new PreloadPlan(session);
  if (root.keys.length === 0) plan.below(root.states, tree);
  // Owners partly in memory and partly not would be two conditions on one column, which no index serves.
  else if (root.states.length === 0) plan.loadByKey(root.meta, root.keys, tree);
  return plan.isWorthIt ? plan.steps : undefined;
}

type StoredField = StoredRelation["field"];

/** Keys by which everything below is found: those of `meta`, bound as `$1` of every statement. */
interface Anchor {
  readonly meta: EntityMeta;
  readonly values: ReadonlyArray<string>;
}

/** Entities that an answer will give: `keys` is the condition on a key by which statements below select. */
interface Owners {
  readonly step: PreloadStep;
  readonly meta: EntityMeta;
  readonly keys: string;
  /** The relation that leads to them; `undefined` for those that were asked for by their own keys. */
  readonly via: LoadableMember | undefined;
  /** The members on the way from the anchor, for the cache of texts. */
  readonly path: string;
}

class PreloadPlan {
  readonly steps: PreloadStep[] = [];
  readonly #session: Session;
  #isTooLarge = false;

  constructor(session: Session) {
    this.#session = session;
  }

  get isWorthIt(): boolean {
    return !this.#isTooLarge && this.steps.some(({ above }) => above !== undefined);
  }

  /** What a hint names of entities in memory. */
  below(owners: ReadonlyArray<EntityState>, tree: HintTree): void {
    const meta = owners[0]?.meta;
    if (meta === undefined || owners.some((owner) => owner.meta !== meta)) return;
    for (const [member, below] of tree.membersOf(meta)) this.#member(owners, member, below);
  }

  /** Entities that are not in memory. */
  loadByKey(meta: EntityMeta, keys: ReadonlyArray<MapKey>, below: HintTree): void {
    const anchor = this.#anchor(meta, keys);
    const isAny = anyOf(meta.keyField.codec.type);
    const step = this.#add({
      batchKey: meta.rootType,
      statement: {
        text: textOf(meta, "load by key", () => selectByKey(meta, isAny)),
        values: anchor.values,
        operation: `load ${meta.type}`,
      },
      above: undefined,
      deal: (rows) => hydrate(this.#session, meta, rows),
    });
    this.#belowAnswer(anchor, { step, meta, keys: isAny, via: undefined, path: "" }, below);
  }

  #member(owners: ReadonlyArray<EntityState>, member: LoadableMember, below: HintTree): void {
    if (member.kind === "m2o") this.#references(owners, member, below);
    else if (member.kind === "o2m" || member.kind === "o2o" || member.kind === "m2m")
      this.#relations(owners, member, below);
  }

  #references(owners: ReadonlyArray<EntityState>, field: ManyToOneField, below: HintTree): void {
    const { otherMeta } = field;
    const missing = new Set<MapKey>();
    const found = new Set<EntityState>();
    for (const owner of owners) {
      const target = mapTargetOf(owner, field);
      if (target === undefined) continue;
      const state =
        typeof target === "object"
          ? target
          : this.#session.identityMap.findByMapKey(otherMeta, target);
      if (state === undefined) missing.add(target as MapKey);
      else found.add(state);
    }
    if (missing.size === 0) this.below([...found], below);
    else this.loadByKey(otherMeta, [...missing], found.size === 0 ? below : HintTree.nothing);
  }

  #relations(owners: ReadonlyArray<EntityState>, field: StoredField, below: HintTree): void {
    const kind = kindOf(field);
    const unloaded = owners.filter((owner) => !kind.isLoaded(owner, field));
    if (unloaded.length === 0) {
      this.below([...new Set(owners.flatMap((owner) => kind.targets(owner, field)))], below);
      return;
    }
    const { meta } = field;
    const anchor = this.#anchor(
      meta,
      unloaded.map((owner) => owner.mapKey!),
    );
    const keys = anyOf(keyTypeOf(field));
    const relations = unloaded.map((owner) => relationOf(owner, field) as StoredRelation);
    const step = this.#add({
      batchKey: field,
      statement: statementOf(anchor, field, field.fieldName, keys),
      above: undefined,
      deal: (rows) => dealRelated(this.#session, field, rows, relations),
    });
    if (unloaded.length === owners.length)
      this.#belowAnswer(anchor, leadsTo(step, field, keys, field.fieldName), below);
  }

  /** What a hint names of entities that an answer gives. */
  #belowAnswer(anchor: Anchor, owners: Owners, tree: HintTree): void {
    // Rows of several types have members that only some of them have.
    if (owners.meta.reading !== undefined) return;
    for (const [member, below] of tree.membersOf(owners.meta)) {
      const path = `${owners.path}.${member.fieldName}`;
      if (member.kind === "m2o") this.#referencesBelow(anchor, owners, member, path, below);
      else if (member.kind === "o2m" || member.kind === "o2o" || member.kind === "m2m")
        this.#relationsBelow(anchor, owners, member, path, below);
    }
  }

  #referencesBelow(
    anchor: Anchor,
    owners: Owners,
    member: ManyToOneField,
    path: string,
    below: HintTree,
  ): void {
    const { meta, otherMeta, column } = member;
    // Children lead back to the owners that they were loaded for.
    if (member.otherField === owners.via) return;
    const keys = anyIn(
      `SELECT t.${quote(column)} FROM ${meta.table} AS t WHERE t.${quote(meta.keyField.column)} ${owners.keys}`,
    );
    const step = this.#add({
      batchKey: otherMeta.rootType,
      statement: {
        text: textOf(anchor.meta, `preload ${path}`, () => selectByKey(otherMeta, keys)),
        values: anchor.values,
        operation: `load ${otherMeta.type}`,
      },
      above: owners.step,
      deal: (rows) => hydrate(this.#session, otherMeta, rows),
    });
    this.#belowAnswer(anchor, { step, meta: otherMeta, keys, via: member, path }, below);
  }

  #relationsBelow(
    anchor: Anchor,
    owners: Owners,
    field: StoredField,
    path: string,
    below: HintTree,
  ): void {
    const step = this.#add({
      batchKey: field,
      statement: statementOf(anchor, field, path, owners.keys),
      above: owners.step,
      deal: (rows, states) => dealRelated(this.#session, field, rows, unloadedOf(states, field)),
    });
    this.#belowAnswer(anchor, leadsTo(step, field, owners.keys, path), below);
  }

  #anchor(meta: EntityMeta, keys: ReadonlyArray<MapKey>): Anchor {
    if (keys.length > maxKeys) this.#isTooLarge = true;
    return { meta, values: [arrayLiteral(keys.map(String))] };
  }

  #add(step: PreloadStep): PreloadStep {
    this.steps.push(step);
    return step;
  }
}

function statementOf(
  anchor: Anchor,
  field: StoredField,
  path: string,
  keys: string,
): PreloadStep["statement"] {
  const { meta, fieldName, otherMeta } = field;
  const kind = path === fieldName ? `load ${path}` : `preload ${path}`;
  return {
    text: textOf(anchor.meta, kind, () =>
      field.kind === "m2m" ? selectOthers(field, keys) : selectChildren(field, keys),
    ),
    values: [...anchor.values, ...isOfTypeCondition(otherMeta, "t", 2).values],
    operation: `load ${meta.type}.${fieldName}`,
  };
}

/** The entities that a relation's answer gives. */
function leadsTo(step: PreloadStep, field: StoredField, ownerKeys: string, path: string): Owners {
  const { otherMeta } = field;
  const keys =
    field.kind === "m2m"
      ? `SELECT j.${quote(field.otherColumn)} FROM ${field.joinTable.table} AS j WHERE j.${quote(field.column)} ${ownerKeys}`
      : `SELECT t.${quote(otherMeta.keyField.column)} FROM ${otherMeta.table} AS t WHERE t.${quote(field.otherField.column)} ${ownerKeys}`;
  return { step, meta: otherMeta, keys: anyIn(keys), via: field, path };
}

function unloadedOf(states: ReadonlyArray<EntityState>, field: StoredField): StoredRelation[] {
  return states
    .filter((state) => touchedRelationOf(state, field)?.isLoaded !== true)
    .map((state) => relationOf(state, field) as StoredRelation);
}

function keyTypeOf(field: StoredField): string {
  return field.kind === "m2m"
    ? field.meta.idField.codec.type
    : castType(field.otherField.codec.type);
}

function anyOf(type: string): string {
  return `= ANY($1::${type}[])`;
}

/**
 * As a list, which is read once and then looked up in the index, as keys that are bound are. As `IN (SELECT …)` the planner may
 * join instead and read a whole table for it: twice the time for 5,000 of 50,000 rows.
 */
function anyIn(select: string): string {
  return `= ANY(ARRAY(${select}))`;
}
