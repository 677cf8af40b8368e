// One step of a reverse path, for all entities at a place together: what has to be loaded for it is one statement for all of
// them, and for a recursive step two.
import type { ReverseStep } from "../hints/ReversePath.ts";
import { kindOf } from "../relations/members/kindOf.ts";
import { targetInMemory, targetOf } from "../relations/pointTo.ts";
import { walk } from "../relations/recursive/walk.ts";
import type {
  ManyToManyField,
  ManyToOneField,
  OneToManyField,
  RecursiveField,
} from "../schema/Field.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";

type States = ReadonlyArray<EntityState>;

/** The entities that the step leads to, also those that are being deleted. Of several places, the steps of one tick share their statements. */
export function goBack(states: States, step: ReverseStep): Promise<ReadonlySet<EntityState>> {
  switch (step.kind) {
    case "reference":
      return alongReference(states, step.field);
    case "members":
      return "isLarge" in step.field && step.field.isLarge
        ? alongLarge(states, step.field)
        : alongMembers(states, step.field);
    case "recursive":
      return alongRecursive(states, step.field);
  }
}

/** To where the entities' own rows lead, and to where they led. */
async function alongReference(states: States, field: ManyToOneField): Promise<Set<EntityState>> {
  const found = new Set<EntityState>();
  const keys = new Set<string>();
  for (const state of states) {
    const target = targetOf(state, field);
    if (typeof target === "object") found.add(target);
    else if (target !== undefined) keys.add(target);
    const former = state.cell(field.index);
    if (typeof former === "string") keys.add(former);
  }
  if (keys.size === 0) return found;
  const { identityMap, ports } = states[0]!.session;
  const { otherMeta } = field;
  const missing = [...keys].filter((key) => identityMap.find(otherMeta, key) === undefined);
  if (missing.length > 0) await ports.loadByKeys(otherMeta, missing);
  for (const key of keys) {
    const state = identityMap.find(otherMeta, key);
    // Who led to a row that is gone concerns nobody there.
    if (state !== undefined) found.add(state);
  }
  return found;
}

async function alongMembers(
  states: States,
  field: Extract<ReverseStep, { kind: "members" }>["field"],
): Promise<Set<EntityState>> {
  const kind = kindOf(field);
  await kind.load(states, field, {});
  return new Set(states.flatMap((state) => kind.targets(state, field, true)));
}

/** What is large is kept nowhere: its members are asked for, and those that came in this unit of work are changes themselves. */
async function alongLarge(
  states: States,
  field: OneToManyField | ManyToManyField,
): Promise<Set<EntityState>> {
  const { otherField, otherMeta } = field;
  const { fieldName } = otherField.kind === "m2o" ? (otherField.whole ?? otherField) : otherField;
  const persisted = states.filter(({ isNew }) => !isNew);
  if (persisted.length === 0) return new Set();
  const members = await persisted[0]!.session.em.find(
    otherMeta.cstr,
    { [fieldName]: persisted.map(({ entity }) => entity) },
    { softDeletes: "include", cache: false },
  );
  return new Set(members.map((entity) => BaseEntity.stateOf(entity)));
}

/** What leads along own rows is followed from where these led, too: nothing leads there any more. */
async function alongRecursive(states: States, field: RecursiveField): Promise<Set<EntityState>> {
  const { along } = field;
  const found = new Set<EntityState>();
  if (along.kind !== "m2o") return follow(states, field, found);
  const moved = states.filter(
    (state) => state.cell(along.index) !== undefined && state.changed?.has(along) === true,
  );
  const former = moved.length === 0 ? found : await alongReference(moved, along);
  for (const state of former) if (targetInMemory(state, along) !== state) found.add(state);
  return follow([...states, ...found], field, found);
}

async function follow(
  states: States,
  field: RecursiveField,
  found: Set<EntityState>,
): Promise<Set<EntityState>> {
  await kindOf(field).load(states, field, {});
  // A circle is what a rule of its own is for: here it is gone round once.
  for (const state of states)
    for (const member of walk(state, field.along, Infinity, true).members) found.add(member);
  return found;
}
