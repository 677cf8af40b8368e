// The members of a large collection as finds give them: those that lead back to its owner.
import type { ManyToManyField, OneToManyField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { Entity, EntityConstructor } from "../../types/Entity.ts";
import type { Page } from "../../types/Page.ts";

export interface MembersOptions {
  readonly where?: unknown;
}

type LargeField = OneToManyField | ManyToManyField;

export function pageOf(
  { session, entity }: EntityState,
  { otherMeta, otherField, orderBy }: LargeField,
  { where, ...options }: MembersOptions,
): Promise<Page<Entity>> {
  // Where it is not that of the other entity, which finds know themselves.
  const ordered =
    orderBy === otherMeta.orderBy
      ? {}
      : { orderBy: orderBy.map(({ field, direction }) => ({ [field.fieldName]: direction })) };
  const filter = { and: [{ [otherField.fieldName]: entity }, where] };
  return session.em.findPage(otherMeta.cstr, filter, { ...ordered, ...options });
}

export function streamOf(
  { session, entity }: EntityState,
  { otherMeta, otherField }: LargeField,
  { where, ...options }: MembersOptions,
): AsyncIterable<Entity> {
  const filter = { and: [{ [otherField.fieldName]: entity }, where] };
  return session.em.stream(otherMeta.cstr as EntityConstructor, filter, options);
}
