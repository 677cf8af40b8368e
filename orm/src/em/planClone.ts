// What a clone copies: the entities that its hint reaches through memory, and what of each. Nothing is changed here, so that whatever
// cannot be read or copied is known before the first copy is made.
import { InvalidHintError } from "../errors/InvalidHintError.ts";
import type { HintTree } from "../hints/HintTree.ts";
import { kindOf } from "../relations/members/kindOf.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField, EnumCollectionField, ManyToManyField } from "../schema/Field.ts";
import { isSettable } from "../schema/isSettable.ts";
import { type LoadableMember, typesBelow } from "../schema/LoadableMember.ts";
import { memberOf } from "../schema/memberOf.ts";
import type { EntityState } from "../session/EntityState.ts";
import { readColumn } from "../session/fieldAccess.ts";
import type { Entity } from "../types/Entity.ts";
import type { Skips } from "./Skips.ts";

/** What of one entity is copied. */
export interface CopyPlan {
  /** The columns and what they hold; references are decided when all copies are there. */
  readonly values: ReadonlyMap<ColumnField, unknown>;
  /** Whose members the copy gets as well. */
  readonly memberships: ReadonlySet<ManyToManyField | EnumCollectionField>;
}

interface Reached {
  readonly named: Set<LoadableMember>;
  readonly leftOut: Set<string>;
}

/** In the order in which they are reached. `tree` is loaded. */
export function planClone(
  roots: ReadonlyArray<EntityState>,
  tree: HintTree,
  skips: Skips,
  skipIf: ((entity: Entity) => boolean) | undefined,
): ReadonlyMap<EntityState, CopyPlan> {
  const reached = new Map<EntityState, Reached | "left out">();
  const reach = (state: EntityState): Reached | undefined => {
    let known = reached.get(state);
    if (known === undefined) {
      known =
        skipIf?.(state.entity) === true ? "left out" : { named: new Set(), leftOut: new Set() };
      reached.set(state, known);
    }
    return known === "left out" ? undefined : known;
  };
  const crawl = (states: Iterable<EntityState>, level: HintTree, without: Skips): void => {
    const kept: EntityState[] = [];
    for (const state of states) {
      const found = reach(state);
      if (found === undefined) continue;
      kept.push(state);
      for (const name of without.leftOut) found.leftOut.add(name);
    }
    for (const [name, below] of level.keys) {
      const next = new Set<EntityState>();
      for (const state of kept) {
        const member = state.meta.members.get(name);
        if (member === undefined) continue;
        reach(state)!.named.add(member);
        for (const target of targetsOf(state, member, below, reach)) next.add(target);
      }
      crawl(next, below, without.below(name));
    }
  };
  crawl(roots, tree, skips);
  return new Map(
    [...reached].flatMap(([state, found]) =>
      found === "left out" ? [] : [[state, planOf(state, found)] as const],
    ),
  );
}

type Reach = (state: EntityState) => Reached | undefined;

/** The entities of a member that are copied too. */
function targetsOf(
  state: EntityState,
  member: LoadableMember,
  below: HintTree,
  reach: Reach,
): Iterable<EntityState> {
  if (member.kind === "recursive") return followed(state, member.along, reach);
  // A many-to-many shares its members, unless something below them is to be copied.
  if (member.kind === "m2m" && below.isEmpty) return [];
  return kindOf(member).targets(state, member);
}

/** What a relation leads to over and over; what is left out ends the way. */
function followed(start: EntityState, along: LoadableMember, reach: Reach): Set<EntityState> {
  const seen = new Set([start]);
  for (const state of seen) {
    const found = reach(state);
    if (found === undefined) continue;
    found.named.add(along);
    for (const target of kindOf(along).targets(state, along)) seen.add(target);
  }
  seen.delete(start);
  return seen;
}

function planOf(state: EntityState, { named, leftOut }: Reached): CopyPlan {
  const { allColumns, relations, timestamps } = state.meta;
  const values = new Map<ColumnField, unknown>();
  for (const column of allColumns)
    if (
      isCopied(column) &&
      column !== timestamps.deletedAt &&
      !leftOut.has(memberOf(column)) &&
      (column.kind !== "lazy" || named.has(column))
    )
      values.set(column, column.kind === "m2o" ? undefined : readColumn(state, column));
  const memberships = relations.filter(
    (field): field is ManyToManyField | EnumCollectionField =>
      (field.kind === "m2m" || field.kind === "m2mEnum") &&
      named.has(field) &&
      !leftOut.has(field.fieldName),
  );
  return { values, memberships: new Set(memberships) };
}

/** A component is set where its reference is. */
function isCopied(column: ColumnField): boolean {
  return (column.kind === "m2o" && column.whole !== undefined) || isSettable(column);
}

/**
 * Refuses what cannot be copied: members written by hand, which follow from others.
 * @throws InvalidHintError (`INVALID_HINT`)
 */
export function checkCopyable(metas: ReadonlyArray<EntityMeta>, tree: HintTree): void {
  for (const [key, below] of tree.keys) {
    const types = metas.flatMap((meta) => [meta, ...meta.subTypes]);
    const members = types.flatMap(({ members: all }) => all.get(key) ?? []);
    const refused = members.find(({ kind }) => kind === "handWritten");
    if (refused !== undefined) throw new InvalidHintError({ entity: refused.meta.type, key });
    checkCopyable([...new Set(members.flatMap((member) => typesBelow(member) ?? []))], below);
  }
}
