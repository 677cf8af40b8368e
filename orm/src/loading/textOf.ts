// Texts of statements that are the same for every batch of a kind: made once and kept with the type they read.
import type { EntityMeta } from "../schema/EntityMeta.ts";

/** The text of a kind of statement on a type. */
export function textOf({ texts }: EntityMeta, kind: string, make: () => string): string {
  let text = texts.get(kind);
  if (text === undefined) texts.set(kind, (text = make()));
  return text;
}
