// The rules with hints that a flush has to ask: about each entity that what was changed concerns, with what the hints name loaded.
import { findConcerned } from "../reactivity/findConcerned.ts";
import { loadHints } from "../reactivity/loadHints.ts";
import type { ReactionGraph } from "../reactivity/ReactionGraph.ts";
import type { HintedRule } from "../rules/HintedRule.ts";
import type { RuleCall } from "../rules/Validation.ts";
import type { FlushRun } from "./FlushRun.ts";

export interface HintedRuleCalls {
  readonly validation: ReadonlyArray<RuleCall>;
  readonly commit: ReadonlyArray<RuleCall>;
}

const none: HintedRuleCalls = { validation: [], commit: [] };

/** `undefined` when no rule of the domain has a hint: nothing was looked at. */
export function hintedRuleCalls({ session }: FlushRun): Promise<HintedRuleCalls> | undefined {
  const graph = session.domain.reactions as ReactionGraph<HintedRule>;
  return graph.isEmpty ? undefined : collect(graph, session);
}

async function collect(
  graph: ReactionGraph<HintedRule>,
  session: FlushRun["session"],
): Promise<HintedRuleCalls> {
  const concerned = await findConcerned(graph, session);
  if (concerned.size === 0) return none;
  await loadHints(graph, concerned);
  const calls = { validation: new Array<RuleCall>(), commit: new Array<RuleCall>() };
  for (const [{ rule, isOfCommit }, states] of concerned)
    for (const { entity } of [...states].toSorted((a, b) => a.order - b.order))
      calls[isOfCommit ? "commit" : "validation"].push({ entity, rule });
  return calls;
}
