// Loads what a hint names: as one pipeline where that can be planned beforehand (`preload/`), and what is missing then level by level. Branches of one level are asked for together, so that each level is one round
// trip and each member of it one statement, for any number of entities.
import { CallSite } from "../errors/CallSite.ts";
import type { HintMembers, HintTree } from "../hints/HintTree.ts";
import { kindOf } from "../relations/members/kindOf.ts";
import type { LoadableMember } from "../schema/LoadableMember.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { PopulateOptions } from "../session/ports.ts";

const once: PopulateOptions = {};

/** The entities may be of several types: each member is loaded for those that have it. */
export async function populate(
  states: ReadonlyArray<EntityState>,
  tree: HintTree,
  options: PopulateOptions = once,
): Promise<void> {
  if (states.length === 0 || tree.isEmpty) return;
  try {
    if (options.forceReload === true) states[0]!.session.ports.forgetAhead();
    else {
      const ahead = states[0]!.session.ports.preload(states, tree);
      if (ahead !== undefined) await ahead;
    }
    await populateLevel(states, tree, options);
  } catch (error) {
    CallSite.rethrow(error);
  }
}

async function populateLevel(
  states: ReadonlyArray<EntityState>,
  tree: HintTree,
  options: PopulateOptions,
): Promise<void> {
  if (states.length === 0 || tree.isEmpty) return;
  await Promise.all(
    [...branchesOf(states, tree)].map(async ([member, { owners, below }]) => {
      const kind = kindOf(member);
      await kind.load(owners, member, options);
      if (below.isEmpty) return;
      const targets = new Set<EntityState>();
      for (const owner of owners)
        for (const target of kind.targets(owner, member)) targets.add(target);
      await populateLevel([...targets], below, options);
    }),
  );
}

interface Branch {
  readonly owners: ReadonlyArray<EntityState>;
  readonly below: HintTree;
}

/** The members to load, each with the entities that have it. */
function branchesOf(
  states: ReadonlyArray<EntityState>,
  tree: HintTree,
): Map<LoadableMember, Branch> {
  const { meta } = states[0]!;
  if (states.every((state) => state.meta === meta)) return branches(states, tree.membersOf(meta));
  const branched = new Map<LoadableMember, { owners: EntityState[]; below: HintTree }>();
  for (const state of states)
    for (const [member, below] of tree.membersOf(state.meta)) {
      const branch = branched.get(member);
      if (branch === undefined) branched.set(member, { owners: [state], below });
      else branch.owners.push(state);
    }
  return branched;
}

function branches(
  owners: ReadonlyArray<EntityState>,
  members: HintMembers,
): Map<LoadableMember, Branch> {
  return new Map([...members].map(([member, below]) => [member, { owners, below }]));
}
