// Brings an entity of another em, with what is loaded of it, into this one.
import { ForeignEntityError } from "../errors/ForeignEntityError.ts";
import { NotImportableError } from "../errors/NotImportableError.ts";
import { NotLoadedError } from "../errors/NotLoadedError.ts";
import type { HintTree } from "../hints/HintTree.ts";
import { parseHint } from "../hints/parseHint.ts";
import { handWrittenOf } from "../relations/derived/handWrittenOf.ts";
import type { MemberDefinition } from "../relations/derived/MemberDefinition.ts";
import type { EnumCollection } from "../relations/EnumCollection.ts";
import { isHintLoaded } from "../relations/isHintLoaded.ts";
import type { ManyToMany } from "../relations/ManyToMany.ts";
import { kindOf } from "../relations/members/kindOf.ts";
import type { OneToMany } from "../relations/OneToMany.ts";
import type { OneToOne } from "../relations/OneToOne.ts";
import { relationOf } from "../relations/relationOf.ts";
import type { LoadableMember } from "../schema/LoadableMember.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import { copyState } from "../session/copyState.ts";
import type { CounterpartOf } from "../session/counterpartsIn.ts";
import type { EntityState } from "../session/EntityState.ts";
import { isRead, keepCell } from "../session/fieldAccess.ts";
import type { Session } from "../session/Session.ts";
import type { Entity } from "../types/Entity.ts";

/**
 * @throws NotImportableError (`NOT_IMPORTABLE`), NotLoadedError (`NOT_LOADED`), ForeignEntityError (`FOREIGN_ENTITY`), InvalidHintError
 * (`INVALID_HINT`)
 */
export function importEntity(session: Session, entity: Entity, hint: unknown): EntityState {
  const original = BaseEntity.stateOf(entity);
  if (original.session.domain !== session.domain)
    throw new ForeignEntityError({ entity, reason: "is of another domain" });
  const tree = parseHint(original.meta, hint);
  checkLoaded(original, tree);
  // Nothing is imported of what cannot be imported as a whole.
  const reached = new Map<EntityState, Set<LoadableMember>>();
  reach([original], tree, reached);
  const own = new Map<EntityState, EntityState>();
  const ownOf: CounterpartOf = (state) => own.get(state)!;
  for (const state of reached.keys()) own.set(state, broughtInto(session, state));
  for (const [state, members] of reached)
    for (const member of members) fill(state, ownOf(state), member, ownOf);
  // What was loaded here before may show entities that are not known as far as the hint goes.
  const copy = ownOf(original);
  checkLoaded(copy, tree);
  return copy;
}

function checkLoaded(state: EntityState, tree: HintTree): void {
  if (!isHintLoaded(state, tree)) throw new NotLoadedError({ entity: state.entity, hint: tree });
}

/** All entities that the hint leads to, each with its members that it names. */
function reach(
  states: Iterable<EntityState>,
  tree: HintTree,
  reached: Map<EntityState, Set<LoadableMember>>,
): void {
  const all = [...states];
  for (const state of all) {
    checkImportable(state);
    if (!reached.has(state)) reached.set(state, new Set());
  }
  for (const [name, below] of tree.keys) {
    const next = new Set<EntityState>();
    for (const state of all) {
      const member = state.meta.members.get(name);
      if (member === undefined) continue;
      for (const target of reachMember(state, member, reached)) next.add(target);
    }
    reach(next, below, reached);
  }
}

function reachMember(
  state: EntityState,
  member: LoadableMember,
  reached: Map<EntityState, Set<LoadableMember>>,
): ReadonlyArray<EntityState> {
  const members = membersOf(state, member);
  if (member.kind === "recursive") {
    for (const each of [state, ...members]) reachMember(each, member.along, reached);
    return members;
  }
  checkUnchanged(state, member);
  reached.set(state, (reached.get(state) ?? new Set()).add(member));
  if (member.kind !== "handWritten") return members;
  // It follows from what its own hint names.
  const hint = (member.definition as MemberDefinition).hintOf(state.entity);
  if (hint !== undefined) reach([state], hint, reached);
  return members;
}

/** Those that are softly deleted too, since a collection has them and does not show them. */
function membersOf(state: EntityState, member: LoadableMember): EntityState[] {
  const all = kindOf(member).targets(state, member, true);
  return all.filter(({ deleted }) => deleted !== "flushed");
}

function checkImportable(state: EntityState): void {
  const { entity, isNew, isDeleted } = state;
  if (isNew) throw new NotImportableError({ entity, state: "new" });
  if (isDeleted) throw new NotImportableError({ entity, state: "deleted" });
  if (entity.isDirtyEntity) throw new NotImportableError({ entity, state: "dirty" });
}

/** A collection to which something was added is not what the database has. */
function checkUnchanged(state: EntityState, { fieldName }: LoadableMember): void {
  const changes = state.session.ports.changesOf(state) as Readonly<
    Record<string, { readonly hasChanged: boolean } | undefined>
  >;
  if (changes[fieldName]?.hasChanged === true)
    throw new NotImportableError({ entity: state.entity, state: "dirty" });
}

function broughtInto(session: Session, original: EntityState): EntityState {
  const { meta, mapKey } = original;
  return session.identityMap.findByMapKey(meta, mapKey!) ?? copyState(original, session);
}

/** Gives the own entity what it lacks. */
function fill(
  original: EntityState,
  own: EntityState,
  member: LoadableMember,
  ownOf: CounterpartOf,
): void {
  switch (member.kind) {
    case "lazy":
      if (!isRead(own, member)) keepCell(own, member, original.cell(member.index)!);
      return;
    case "m2mEnum": {
      const relation = relationOf(own, member) as EnumCollection;
      if (!relation.isLoaded) relation.fill((relationOf(original, member) as EnumCollection).get);
      return;
    }
    case "o2m":
    case "o2o":
    case "m2m": {
      const relation = relationOf(own, member) as OneToMany | OneToOne | ManyToMany;
      if (!relation.isLoaded) relation.fill(membersOf(original, member).map(ownOf));
      return;
    }
    case "handWritten": {
      const object = handWrittenOf(own, member);
      if (!object.isLoaded) object.takeOver?.(handWrittenOf(original, member), ownOf);
      return;
    }
    case "m2o":
    case "poly":
    case "recursive":
  }
}
