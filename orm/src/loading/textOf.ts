// Texts of statements that are the same for every batch of a kind: made once and kept with the type they read.
import type { EntityMeta } from "../schema/EntityMeta.ts";

/** The text of a kind of statement on a type; `restrictions` are the texts of what plugins add to it. */
export function textOf(
  { texts, shapes }: EntityMeta,
  kind: string,
  make: () => string,
  restrictions = "",
): string {
  // What plugins add may take any form, so that there is no end of such texts: they are kept where old ones give way.
  const cache = restrictions === "" ? texts : shapes;
  const key = restrictions === "" ? kind : `text ${kind} ${restrictions}`;
  let text = cache.get(key) as string | undefined;
  if (text === undefined) cache.set(key, (text = make()));
  return text;
}
