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
import { quote } from "../../sql/identifier.ts";
import type { Cell } from "../../sql/Statement.ts";
import { byKeyBatch, relationBatch } from "../batchKeys.ts";
import { dealRelated, type StoredRelation } from "../dealRelated.ts";
import { GivenKeys } from "../GivenKeys.ts";
import { maxKeys } from "../maxKeys.ts";
import type { Restriction } from "../Restriction.ts";
import { limitValues, selectByKey, selectChildren, selectOthers } from "../selectRelated.ts";
import { textOf } from "../textOf.ts";
import { isFound, keepFound } from "./foundKeys.ts";
import type { FoundRoot, PreloadRoot } from "./PreloadRoot.ts";
import type { PreloadStep } from "./PreloadStep.ts";
import type { Restrictions } from "./Restrictions.ts";

/** The statements, each after the one above it; `undefined` when there is nothing to win. */
export function planPreload(
  session: Session,
  root: PreloadRoot,
  tree: HintTree,
  restrictions: Restrictions,
): ReadonlyArray<PreloadStep> | undefined {
  if (root.find === undefined && root.keys.length === 0 && isOneLevel(root.meta, tree))
    return undefined;
  const plan = new PreloadPlan(session, restrictions);
  if (root.find !== undefined) plan.find(root, tree);
  else if (root.keys.length === 0) plan.below(root.states, tree);
  // Owners partly in memory and partly not would be two conditions on one column, which no index serves.
  else if (root.states.length === 0) plan.loadByKey(root.meta, root.keys, tree);
  return plan.isWorthIt ? plan.steps : undefined;
}

/** Of entities in memory, one level is one round trip anyway: nothing has to be planned, nor plugins to be asked. */
function isOneLevel(meta: EntityMeta, tree: HintTree): boolean {
  return tree
    .membersOf(meta)
    .values()
    .every((below) => below.isEmpty);
}

type StoredField = StoredRelation["field"];

/**
 * Keys by which everything below is found: those of `meta`, bound as `$1` of every statement, or those that a find left, which
 * no statement binds.
 */
interface Anchor {
  readonly meta: EntityMeta;
  readonly given: GivenKeys | undefined;
}

/** The condition on a key by which statements select: its text, what it binds, and the texts of the restrictions in it. */
interface Keys {
  readonly text: string;
  readonly values: ReadonlyArray<Cell>;
  readonly restrictions: string;
}

/** Entities that an answer will give, and how statements below select by them. */
interface Owners {
  readonly step: PreloadStep;
  readonly meta: EntityMeta;
  readonly keys: Keys;
  /** The relation that leads to them; `undefined` for those that were asked for by their own keys. */
  readonly via: LoadableMember | undefined;
  /** The members on the way from the anchor, for the cache of texts. */
  readonly path: string;
}

class PreloadPlan {
  readonly steps: PreloadStep[] = [];
  readonly #session: Session;
  readonly #restrictions: Restrictions;
  #isTooLarge = false;

  constructor(session: Session, restrictions: Restrictions) {
    this.#session = session;
    this.#restrictions = restrictions;
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
    const given = this.#given(keys);
    const anchor = { meta, given };
    const isAny = keysOf(given, meta.keyField.codec.type);
    const owners = this.#loadByKey(anchor, meta, isAny, "load by key");
    this.#belowAnswer(anchor, { ...owners, via: undefined, path: "" }, below);
  }

  /** Entities by their own keys, which are given or what a statement above gives. */
  #loadByKey(
    anchor: Anchor,
    meta: EntityMeta,
    keys: Keys,
    kind: string,
    above?: PreloadStep,
  ): Pick<Owners, "step" | "meta" | "keys"> {
    const restriction = this.#restrictions.of(meta, "load");
    const make = (): string => selectByKey(meta, keys.text, restriction, keys.values.length + 1);
    const step = this.#add({
      batchKey: byKeyBatch(meta, restriction),
      statement: {
        text: textBelow(anchor, kind, make, cacheKeyOf(keys, restriction)),
        values: [...keys.values, ...(restriction?.values ?? [])],
        operation: `load ${meta.type}`,
      },
      above,
      deal: (rows) => hydrate(this.#session, meta, rows),
    });
    return { step, meta, keys: allowedOf(meta, keys, restriction) };
  }

  /** What a find gives, and what a hint names of it. */
  find({ meta, find: { statement, deal } }: FoundRoot, below: HintTree): void {
    const step = this.#add({
      batchKey: undefined,
      statement: { ...statement, text: keepFound(statement.text) },
      above: undefined,
      deal,
    });
    const keys: Keys = { text: isFound(meta), values: [], restrictions: "" };
    const owners: Owners = { step, meta, keys, via: undefined, path: "found" };
    this.#belowAnswer({ meta, given: undefined }, owners, below);
  }

  #member(owners: ReadonlyArray<EntityState>, member: LoadableMember, below: HintTree): void {
    if (member.kind === "m2o") this.#references(owners, member, below);
    else if (member.kind === "o2m" || member.kind === "o2o" || member.kind === "m2m")
      this.#relations(owners, member, below);
  }

  #references(owners: ReadonlyArray<EntityState>, field: ManyToOneField, below: HintTree): void {
    const { otherMeta } = field;
    if (isTypedByRow(otherMeta)) return;
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
    const given = this.#given(unloaded.map((owner) => owner.mapKey!));
    const anchor = { meta, given };
    const keys = keysOf(given, keyTypeOf(field));
    const restriction = this.#restrictions.of(field.otherMeta, `${field.kind}-load`);
    const relations = unloaded.map((owner) => relationOf(owner, field) as StoredRelation);
    const step = this.#add({
      batchKey: relationBatch(field, restriction),
      statement: statementOf(anchor, field, field.fieldName, keys, restriction),
      above: undefined,
      deal: (rows) => dealRelated(this.#session, field, rows, relations),
    });
    if (unloaded.length === owners.length)
      this.#belowAnswer(anchor, leadsTo(step, field, keys, restriction, field.fieldName), below);
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
    if (isTypedByRow(otherMeta)) return;
    const text = anyIn(
      `SELECT t.${quote(column)} FROM ${meta.table} AS t WHERE t.${quote(meta.keyField.column)} ${owners.keys.text}`,
    );
    const keys = { ...owners.keys, text };
    const found = this.#loadByKey(anchor, otherMeta, keys, `preload ${path}`, owners.step);
    this.#belowAnswer(anchor, { ...found, via: member, path }, below);
  }

  #relationsBelow(
    anchor: Anchor,
    owners: Owners,
    field: StoredField,
    path: string,
    below: HintTree,
  ): void {
    const restriction = this.#restrictions.of(field.otherMeta, `${field.kind}-load`);
    const step = this.#add({
      batchKey: relationBatch(field, restriction),
      statement: statementOf(anchor, field, path, owners.keys, restriction),
      above: owners.step,
      deal: (rows, states) => dealRelated(this.#session, field, rows, unloadedOf(states, field)),
    });
    this.#belowAnswer(anchor, leadsTo(step, field, owners.keys, restriction, path), below);
  }

  #given(keys: ReadonlyArray<MapKey>): GivenKeys {
    if (keys.length > maxKeys) this.#isTooLarge = true;
    return new GivenKeys(keys, keys.length);
  }

  #add(step: PreloadStep): PreloadStep {
    this.steps.push(step);
    return step;
  }
}

/** The text of a statement below the anchor. */
function textBelow(
  { meta, given }: Anchor,
  kind: string,
  make: () => string,
  restrictions: string,
): string {
  return textOf(meta, given?.kind(kind) ?? kind, make, restrictions);
}

function statementOf(
  anchor: Anchor,
  field: StoredField,
  path: string,
  keys: Keys,
  restriction: Restriction | undefined,
): PreloadStep["statement"] {
  const { meta, fieldName, otherMeta } = field;
  const kind = path === fieldName ? `load ${path}` : `preload ${path}`;
  const next = keys.values.length + 1;
  const make = (): string =>
    field.kind === "m2m"
      ? selectOthers(field, keys.text, restriction, next)
      : selectChildren(field, keys.text, restriction, next);
  return {
    text: textBelow(anchor, kind, make, cacheKeyOf(keys, restriction)),
    values: [...keys.values, ...limitValues(otherMeta, restriction)],
    operation: `load ${meta.type}.${fieldName}`,
  };
}

/** The entities that a relation's answer gives. */
function leadsTo(
  step: PreloadStep,
  field: StoredField,
  ownerKeys: Keys,
  restriction: Restriction | undefined,
  path: string,
): Owners {
  const { otherMeta } = field;
  const [table, key, owner] =
    field.kind === "m2m"
      ? [
          `${field.joinTable.table} AS j`,
          `j.${quote(field.otherColumn)}`,
          `j.${quote(field.column)}`,
        ]
      : [
          `${otherMeta.table} AS t`,
          `t.${quote(otherMeta.keyField.column)}`,
          `t.${quote(field.otherField.column)}`,
        ];
  const allowed = restriction?.on(key, ownerKeys.values.length + 1) ?? "";
  const text = anyIn(`SELECT ${key} FROM ${table} WHERE ${owner} ${ownerKeys.text}${allowed}`);
  const keys = { ...withRestriction(ownerKeys, restriction), text };
  return { step, meta: otherMeta, keys, via: field, path };
}

/** Of keys of a type, those of rows that pass the restriction: what hangs on others is not there either. */
function allowedOf(meta: EntityMeta, keys: Keys, restriction: Restriction | undefined): Keys {
  if (restriction === undefined) return keys;
  const key = `t.${quote(meta.keyField.column)}`;
  const allowed = restriction.on(key, keys.values.length + 1);
  const text = anyIn(`SELECT ${key} FROM ${meta.table} AS t WHERE ${key} ${keys.text}${allowed}`);
  return { ...withRestriction(keys, restriction), text };
}

function withRestriction(keys: Keys, restriction: Restriction | undefined): Keys {
  if (restriction === undefined) return keys;
  return {
    ...keys,
    values: [...keys.values, ...restriction.values],
    restrictions: `${cacheKeyOf(keys, restriction)};`,
  };
}

/** What of the restrictions a text depends on. */
function cacheKeyOf(keys: Keys, restriction: Restriction | undefined): string {
  return `${keys.restrictions}${restriction?.text ?? ""}`;
}

/** A key may be that of a row of another type in the same table, which only a load by key tells. */
function isTypedByRow(meta: EntityMeta): boolean {
  return meta.tableType !== meta;
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

function keysOf(given: GivenKeys, type: string): Keys {
  return { text: given.among(type), values: [given.value], restrictions: "" };
}

/**
 * As a list, which is read once and then looked up in the index, as keys that are bound are. As `IN (SELECT …)` the planner may
 * join instead and read a whole table for it: twice the time for 5,000 of 50,000 rows.
 */
function anyIn(select: string): string {
  return `= ANY(ARRAY(${select}))`;
}
