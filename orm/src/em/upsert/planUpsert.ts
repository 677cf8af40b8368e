// Fills in drafts level by level, from what they name in the database: all objects of one level load together, so that the number of
// statements does not depend on how many there are. Nothing is changed here.
import { CallSite } from "../../errors/CallSite.ts";
import { InvalidInputError } from "../../errors/InvalidInputError.ts";
import { kindOf } from "../../relations/members/kindOf.ts";
import { isOfType } from "../../schema/isOfType.ts";
import { mapKeyOf, taggedIdOfKey } from "../../schema/keys.ts";
import type { LoadableMember } from "../../schema/LoadableMember.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { loadOne } from "../load.ts";
import type { UnitOfWork } from "../UnitOfWork.ts";
import { type Draft, draftsBelow, type ReferenceEntry } from "./Draft.ts";
import { findMatch } from "./findMatch.ts";
import { readContent } from "./readContent.ts";
import type { UpsertSettings } from "./UpsertSettings.ts";

const options = {};

/**
 * @throws NotFoundError (`NOT_FOUND`), EntityDeletedError (`DELETED`), TooManyError (`TOO_MANY`), and what `readContent` throws
 */
export async function planUpsert(
  unit: UnitOfWork,
  root: Draft,
  settings: UpsertSettings,
): Promise<void> {
  try {
    let level = [root];
    while (level.length > 0) {
      await Promise.all(level.map((draft) => findNamed(unit, draft)));
      for (const draft of level) read(draft, settings);
      const unknown = level.filter(({ target, isNew }) => target === undefined && !isNew);
      await Promise.all([
        ...unknown.map((draft) => match(unit, draft, settings)),
        ...loadsFor(unit, level),
      ]);
      const matched = unknown.filter(({ target }) => target !== undefined);
      if (matched.length > 0) await Promise.all(loadsFor(unit, matched));
      for (const draft of level) takeCurrent(draft);
      level = level.flatMap((draft) => draftsBelow(draft));
    }
  } catch (error) {
    CallSite.rethrow(error);
  }
}

async function findNamed(unit: UnitOfWork, draft: Draft): Promise<void> {
  const { key, meta } = draft;
  if (key === undefined || draft.target !== undefined) return;
  // By the root of the hierarchy where the input says only that.
  draft.target = BaseEntity.stateOf(await loadOne(unit, meta, taggedIdOfKey(meta, key), undefined));
}

/** What the input says depends on the type of the entity, of which the place may know only the base. */
function read(draft: Draft, settings: UpsertSettings): void {
  const { target } = draft;
  if (target !== undefined) draft.meta = target.meta;
  draft.content = readContent(draft, settings);
}

async function match(unit: UnitOfWork, draft: Draft, settings: UpsertSettings): Promise<void> {
  const found = await findMatch(unit, draft, settings);
  if (found === undefined) return;
  draft.target = found;
  draft.isMatch = true;
  if (found.meta !== draft.meta) read(draft, settings);
}

/** Relations whose present state decides on what the input means, and entities that it names below references. */
function loadsFor(unit: UnitOfWork, drafts: ReadonlyArray<Draft>): Array<Promise<unknown>> {
  const owners = new Map<LoadableMember, EntityState[]>();
  const loads: Array<Promise<unknown>> = [];
  const need = (member: LoadableMember, owner: EntityState): void => {
    const known = owners.get(member);
    if (known === undefined) owners.set(member, [owner]);
    else known.push(owner);
  };
  for (const { target, content } of drafts) {
    for (const entry of content?.references ?? []) {
      const { value } = entry;
      if (value.kind === "draft" && value.draft.key !== undefined) {
        const { meta, key } = value.draft;
        const mapKey = mapKeyOf(meta, key);
        if (unit.session.identityMap.findByMapKey(meta, mapKey) === undefined)
          loads.push(unit.loader.byKey(meta, mapKey));
      }
      if (target !== undefined && needsCurrent(entry)) need(entry.field, target);
    }
    if (target === undefined) continue;
    for (const { field, isIncremental, items } of content?.lists ?? [])
      if (
        !isIncremental ||
        (field.kind === "m2m" && items.some(({ action }) => action === "delete"))
      )
        need(field, target);
    for (const { field, isIncremental } of content?.enums ?? [])
      if (!isIncremental) need(field, target);
  }
  for (const [member, states] of owners)
    loads.push(...[kindOf(member).load(states, member, options) ?? []].flat());
  return loads;
}

function needsCurrent({ field, value }: ReferenceEntry): boolean {
  // The one child that a one-to-one has lets go of it, whatever comes.
  if (field.kind === "o2o") return true;
  return value.kind === "delete" || (value.kind === "draft" && isUnnamed(value.draft));
}

function isUnnamed({ key, isNew }: Draft): boolean {
  return key === undefined && !isNew;
}

/** Input without an id speaks of the entity that is there. */
function takeCurrent({ target: owner, content, meta }: Draft): void {
  for (const { field, value, path } of content?.references ?? []) {
    const [current] = owner === undefined ? [] : kindOf(field).targets(owner, field);
    if (value.kind === "draft" && isUnnamed(value.draft)) {
      const isExpected = current !== undefined && isOfType(current.meta, value.draft.meta);
      if (isExpected) value.draft.target = current;
    }
    if (value.kind === "delete" && value.key !== undefined && current?.key !== value.key)
      throw new InvalidInputError({
        path,
        entity: owner?.entity ?? meta.type,
        field: field.fieldName,
        reason: "can delete only what it leads to",
      });
  }
}
