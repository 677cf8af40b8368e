// Runs the rules of entities that are about to be written.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { EntityState } from "../session/EntityState.ts";
import { ConfigApi } from "./ConfigApi.ts";
import type { RegisteredRule } from "./Rule.ts";
import { type RuleCall, runRules } from "./runRules.ts";

/** @throws ValidationErrors (`VALIDATION`) naming every rule of every entity that failed, or what a rule threw */
export function validate(states: Iterable<EntityState>): Promise<void> {
  return runRules(callsFor(states));
}

function* callsFor(states: Iterable<EntityState>): Iterable<RuleCall> {
  const known = new Map<EntityMeta, ReadonlyArray<RegisteredRule>>();
  for (const { entity, meta } of states) {
    let rules = known.get(meta);
    if (rules === undefined)
      known.set(meta, (rules = ConfigApi.allOf(meta).flatMap((config) => config.rules)));
    for (const { rule } of rules) yield { entity, rule };
  }
}
