// The error for a name that cannot be set: a member that follows from others, or none at all.
import { DerivedMemberError } from "../../errors/DerivedMemberError.ts";
import type { Subject } from "../../errors/Subject.ts";
import { UnknownFieldError } from "../../errors/UnknownFieldError.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { MemberDefinition } from "./MemberDefinition.ts";

/** @param path where it stands in nested input */
export function unsettable(
  meta: EntityMeta,
  entity: Subject,
  field: string,
  path?: string,
): DerivedMemberError | UnknownFieldError {
  const member = meta.members.get(field);
  if (member?.kind !== "handWritten")
    return new UnknownFieldError({ entity, field, ...(path === undefined ? {} : { path }) });
  const { kindName } = member.definition as MemberDefinition;
  return new DerivedMemberError({ entity, field, kind: kindName });
}
