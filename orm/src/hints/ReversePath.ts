// From a place in a reactive hint back to where the hint begins. Pure data, made once per domain.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type {
  ManyToManyField,
  ManyToOneField,
  OneToManyField,
  OneToOneField,
  RecursiveField,
} from "../schema/Field.ts";

/** How entities at one place lead to those that reach them. */
export type ReverseStep =
  /** By their own row, to where it leads and to where it led. */
  | { readonly kind: "reference"; readonly field: ManyToOneField }
  /** By other rows. */
  | {
      readonly kind: "members";
      readonly field: OneToManyField | OneToOneField | ManyToManyField;
    }
  /** By following a relation of an entity to its own kind over and over. Where that follows own rows, it begins where these led, too. */
  | { readonly kind: "recursive"; readonly field: RecursiveField };

/** A place in a hint: entities of a type, and how they lead to the place before it. The place where a hint begins has no step. */
export interface ReversePath {
  readonly meta: EntityMeta;
  readonly before: { readonly step: ReverseStep; readonly path: ReversePath } | undefined;
  /** How many steps lead from here to where the hint begins. */
  readonly length: number;
}

/** `Review → book → author`: for explanations and snapshots. */
export function printPath({ meta, before }: ReversePath): string {
  if (before === undefined) return meta.type;
  let text = meta.type;
  let at: ReversePath["before"] = before;
  while (at !== undefined) {
    text += ` → ${at.step.field.fieldName}`;
    at = at.path.before;
  }
  return text;
}
