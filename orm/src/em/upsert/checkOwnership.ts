// Input may name children by their ids only where they belong: else whoever sends it could take the children of others.
import { InvalidInputError } from "../../errors/InvalidInputError.ts";
import { OwnershipError } from "../../errors/OwnershipError.ts";
import { targetOf, wholeTargetOf } from "../../relations/pointTo.ts";
import { relationOf } from "../../relations/relationOf.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { ManyToManyField, ManyToOneField } from "../../schema/Field.ts";
import { taggedIdOfKey } from "../../schema/keys.ts";
import { EntityState } from "../../session/EntityState.ts";
import type { Collection } from "../../types/relations.ts";
import { type Draft, draftsBelow, type ListEntry } from "./Draft.ts";
import type { UpsertSettings } from "./UpsertSettings.ts";

/** Of a draft and all below it. @throws OwnershipError (`OWNERSHIP`), InvalidInputError (`INVALID_INPUT`) */
export function checkOwnership(draft: Draft, settings: UpsertSettings): void {
  for (const { field, value } of draft.content?.references ?? [])
    if (field.kind === "o2o" && value.kind === "draft")
      checkChild(draft, value.draft, field.otherField, mayMove(value.draft, settings));
  for (const list of draft.content?.lists ?? []) checkList(draft, list, settings);
  for (const below of draftsBelow(draft)) checkOwnership(below, settings);
}

function checkList(owner: Draft, { field, items }: ListEntry, settings: UpsertSettings): void {
  for (const { action, of } of items) {
    // What code gives as an entity is its own affair.
    if (of instanceof EntityState) continue;
    if (field.kind === "o2m")
      checkChild(
        owner,
        of,
        field.otherField,
        action === "include" && mayMove(of, settings),
        action,
      );
    else if (action === "delete") checkMember(owner, of, field);
  }
}

function mayMove({ place }: Draft, { allowReparent }: UpsertSettings): boolean {
  return typeof allowReparent === "boolean" ? allowReparent : allowReparent.includes(place.names);
}

function checkChild(
  owner: Draft,
  { target, place }: Draft,
  field: ManyToOneField,
  mayBeMoved: boolean,
  action: "include" | "remove" | "delete" = "include",
): void {
  if (target === undefined || mayBeMoved) return;
  const current = parentOf(target, field);
  if (current === undefined && action !== "delete") return;
  if (current !== undefined && isParent(owner, current)) return;
  throw new OwnershipError({
    entity: target.entity,
    parent: owner.target?.name ?? `a new ${owner.meta.type}`,
    currentParent: current === undefined ? "nobody" : nameOf(current),
    path: place.path,
    remedy:
      action === "include"
        ? `give the entity itself, or allowReparent: ["${place.names}"]`
        : `${action} it from its own parent`,
  });
}

interface Parent {
  readonly meta: EntityMeta;
  readonly target: EntityState | string;
}

/** Where the child belongs now, through whichever component. */
function parentOf(child: EntityState, field: ManyToOneField): Parent | undefined {
  if (field.whole !== undefined) {
    const whole = wholeTargetOf(child, field.whole);
    return whole && { meta: whole.component.otherMeta, target: whole.target };
  }
  const target = targetOf(child, field);
  return target === undefined ? undefined : { meta: field.otherMeta, target };
}

function isParent({ target: owner }: Draft, { meta, target }: Parent): boolean {
  if (owner === undefined) return false;
  if (typeof target === "object") return target === owner;
  return owner.key === target && owner.meta.rootType === meta.rootType;
}

function nameOf({ meta, target }: Parent): string {
  return typeof target === "object" ? target.name : taggedIdOfKey(meta, target);
}

/** Members of a many-to-many belong to nobody, so none is deleted through a list that it is not in. */
function checkMember(owner: Draft, { target, place }: Draft, field: ManyToManyField): void {
  const members =
    owner.target === undefined
      ? []
      : (
          relationOf(owner.target, field) as unknown as Collection<never, never> & {
            get: unknown[];
          }
        ).get;
  if (target !== undefined && members.includes(target.entity)) return;
  throw new InvalidInputError({
    path: place.path,
    entity: owner.meta.type,
    field: field.fieldName,
    reason: `cannot delete ${String(target?.entity)}, which is no member`,
  });
}
