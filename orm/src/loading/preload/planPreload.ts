// Plans a populate: what is in memory gives keys, what a find gives is asked for once, and what hangs on what an answer will give
// is planned by the em's strategy (`Preloader`). Which populates are planned at all is decided here: a plan of fewer than two
// levels to ask for is none, since level by level is one round trip then too. What cannot be said in this way follows level by level.
import type { Rows } from "../../driver/Rows.ts";
import { HintTree } from "../../hints/HintTree.ts";
import { kindOf } from "../../relations/members/kindOf.ts";
import { mapTargetOf } from "../../relations/pointTo.ts";
import { relationOf } from "../../relations/relationOf.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { ManyToOneField } from "../../schema/Field.ts";
import type { MapKey } from "../../schema/keys.ts";
import type { LoadableMember } from "../../schema/LoadableMember.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { relationBatch } from "../batchKeys.ts";
import { dealRelated, type StoredRelation } from "../dealRelated.ts";
import { GivenKeys } from "../GivenKeys.ts";
import { maxKeys } from "../maxKeys.ts";
import { isFound } from "./foundKeys.ts";
import { havingMember } from "./havingMember.ts";
import { loadByKeyStep } from "./loadByKeyStep.ts";
import { preloaderOf } from "./preloaderOf.ts";
import type { Keys, PreloadContext, PreloadLevel } from "./PreloadLevel.ts";
import type { FoundRoot, PreloadRoot } from "./PreloadRoot.ts";
import type { PreloadStep } from "./PreloadStep.ts";
import { isTypedByRow, keysOf, keyTypeOf, relatedKeys, relationStatement } from "./selectBelow.ts";

/** The statements, each after the one above it; `undefined` when there is nothing to win. */
export function planPreload(
  context: PreloadContext,
  root: PreloadRoot,
  tree: HintTree,
): ReadonlyArray<PreloadStep> | undefined {
  if (root.finds === undefined && root.keys.length === 0 && isOneLevel(tree)) return undefined;
  const plan = new PreloadPlan(context);
  if (root.finds !== undefined) plan.find(root, tree);
  else if (root.keys.length === 0) plan.below(root.states, tree);
  // Owners partly in memory and partly not would be two conditions on one column, which no index serves.
  else if (root.states.length === 0) plan.loadByKey(root.meta, root.keys, tree);
  return plan.isWorthIt ? plan.steps : undefined;
}

/** Of entities in memory, one level is one round trip anyway: nothing has to be planned, nor plugins to be asked. */
function isOneLevel({ keys }: HintTree): boolean {
  return keys.values().every((below) => below.isEmpty);
}

class PreloadPlan {
  readonly steps: PreloadStep[] = [];
  readonly #context: PreloadContext;
  #isTooLarge = false;
  #isDeep = false;

  constructor(context: PreloadContext) {
    this.#context = context;
  }

  get isWorthIt(): boolean {
    return !this.#isTooLarge && this.#isDeep;
  }

  /** What a hint names of entities in memory. */
  below(owners: ReadonlyArray<EntityState>, tree: HintTree): void {
    const members = new Map<LoadableMember, HintTree>();
    for (const meta of new Set(owners.map((owner) => owner.meta)))
      for (const [member, below] of tree.membersOf(meta)) members.set(member, below);
    for (const [member, below] of members)
      this.#member(havingMember(owners, member), member, below);
  }

  /** Entities that are not in memory. */
  loadByKey(meta: EntityMeta, keys: ReadonlyArray<MapKey>, below: HintTree): void {
    const given = this.#given(keys);
    const isAny = keysOf(given, meta.keyField.codec.type);
    const found = loadByKeyStep(this.#context, { meta, given }, meta, isAny, "load by key");
    this.#add({ ...found, via: undefined, path: "" }, below);
  }

  /** What finds give, and what a hint names of it. */
  find({ meta, finds }: FoundRoot, below: HintTree): void {
    const all: EntityState[] = [];
    const before = finds.map(({ statement, deal }): PreloadStep => {
      // The levels below are filled for all of them once the last one is dealt.
      const dealAll = (rows: Rows): EntityState[] => (all.push(...deal(rows)), all);
      return { batchKeys: [], statement, meta, via: undefined, above: undefined, deal: dealAll };
    });
    const step = before.pop()!;
    const keys: Keys = { text: isFound(meta), values: [], restrictions: "" };
    const anchor = { meta, given: undefined };
    this.#add({ anchor, before, step, meta, keys, via: undefined, path: "found" }, below);
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
          : this.#context.session.identityMap.findByMapKey(otherMeta, target);
      if (state === undefined) missing.add(target as MapKey);
      else found.add(state);
    }
    if (missing.size === 0) this.below([...found], below);
    else this.loadByKey(otherMeta, [...missing], found.size === 0 ? below : HintTree.nothing);
  }

  #relations(
    owners: ReadonlyArray<EntityState>,
    field: StoredRelation["field"],
    below: HintTree,
  ): void {
    const { session, restrictions } = this.#context;
    const kind = kindOf(field);
    const unloaded = owners.filter((owner) => !kind.isLoaded(owner, field));
    if (unloaded.length === 0) {
      this.below([...new Set(owners.flatMap((owner) => kind.targets(owner, field)))], below);
      return;
    }
    const { meta, otherMeta, fieldName: path } = field;
    const given = this.#given(unloaded.map((owner) => owner.mapKey!));
    const anchor = { meta, given };
    const owned = keysOf(given, keyTypeOf(field));
    const restriction = restrictions.of(otherMeta, `${field.kind}-load`);
    const relations = unloaded.map((owner) => relationOf(owner, field) as StoredRelation);
    const step: PreloadStep = {
      batchKeys: [relationBatch(field, restriction)],
      statement: relationStatement(anchor, field, path, owned, restriction),
      meta: otherMeta,
      via: field,
      above: undefined,
      deal: (rows) => dealRelated(session, field, rows, relations),
    };
    const keys = relatedKeys(field, owned, restriction);
    const isWhole = unloaded.length === owners.length;
    this.#add(
      { anchor, step, meta: otherMeta, keys, via: field, path },
      isWhole ? below : HintTree.nothing,
    );
  }

  #given(keys: ReadonlyArray<MapKey>): GivenKeys {
    if (keys.length > maxKeys) this.#isTooLarge = true;
    return new GivenKeys(keys, keys.length);
  }

  #add(level: PreloadLevel, below: HintTree): void {
    const { preloader = preloaderOf(this.#context.session) } = this.#context;
    const steps = preloader.plan(this.#context, level, below);
    if (steps.at(-1) !== level.step) this.#isDeep = true;
    this.steps.push(...steps);
  }
}
