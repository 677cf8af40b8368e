// The members of an entity that a load hint may name: relations and lazy columns of the schema, and what is written by hand in the class.
import type { EntityMeta } from "./EntityMeta.ts";
import type { LazyColumnField, RecursiveField, RelationField } from "./Field.ts";

/** A class field made by one of the `has…` helpers. One object per class that declares it, shared with subtypes. */
export interface HandWrittenMember {
  readonly kind: "handWritten";
  readonly fieldName: string;
  /** The entity whose class declares it. */
  readonly meta: EntityMeta;
  /** The member's place among the hand-written ones of its type; a base's come first in its subtypes. */
  readonly memberIndex: number;
  /** What the helper gave. The floor that makes relations knows its type. */
  readonly definition: unknown;
  /** The types it leads to, none when it leads to no entities; `undefined` when only its entities will tell. */
  readonly otherMetas: ReadonlyArray<EntityMeta> | undefined;
}

export type LoadableMember = RelationField | RecursiveField | LazyColumnField | HandWrittenMember;

const nothing: ReadonlyArray<EntityMeta> = [];

/** The types whose members a hint below this member may name; `undefined` when only its entities will tell. */
export function typesBelow(member: LoadableMember): ReadonlyArray<EntityMeta> | undefined {
  if ("otherMeta" in member) return [member.otherMeta];
  if ("components" in member) return member.components.map(({ otherMeta }) => otherMeta);
  return "otherMetas" in member ? member.otherMetas : nothing;
}
