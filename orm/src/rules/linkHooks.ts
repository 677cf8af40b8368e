// Works out the hooks of every type of a domain, once, when it links: whether their hints lead anywhere, and in which order
// types have their turn.
import { checkHint } from "../hints/parseHint.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { ConfigApi } from "./ConfigApi.ts";
import { orderTypes } from "./orderTypes.ts";
import { TypeHooks } from "./TypeHooks.ts";

/** What is wrong with the hooks; nothing once they are linked. */
export function linkHooks(metadata: ReadonlyArray<EntityMeta>): string[] {
  const { places, problems } = orderTypes(metadata);
  problems.push(...metadata.flatMap((meta) => hintProblems(meta)));
  if (problems.length > 0) return problems;
  for (const meta of metadata) {
    const hooks = ConfigApi.allOf(meta).flatMap((config) => config.hooks);
    if (hooks.length > 0)
      ConfigApi.of(meta)?.linkHooks(meta, new TypeHooks(hooks, places.get(meta) ?? 0));
  }
  return [];
}

function hintProblems(meta: EntityMeta): string[] {
  const hooks = ConfigApi.ownOf(meta)?.hooks ?? [];
  return hooks.flatMap(({ kind, hint, location }) => {
    try {
      checkHint([meta], hint);
      return [];
    } catch (error) {
      return [`${meta.type}, ${kind} at ${String(location)}: ${(error as Error).message}`];
    }
  });
}
