// The kinds of loadable members. A new kind is a file beside this one and a line here.
import type { LoadableMember } from "../../schema/LoadableMember.ts";
import { enumCollectionMember } from "./enumCollectionMember.ts";
import { handWrittenMember } from "./handWrittenMember.ts";
import { lazyMember } from "./lazyMember.ts";
import { manyToOneMember } from "./manyToOneMember.ts";
import type { MemberKind } from "./MemberKind.ts";
import { polymorphicMember } from "./polymorphicMember.ts";
import { recursiveMember } from "./recursiveMember.ts";
import { storedMember } from "./storedMember.ts";

type Kinds = {
  readonly [K in LoadableMember["kind"]]: MemberKind<Extract<LoadableMember, { kind: K }>>;
};

const kinds: Kinds = {
  m2o: manyToOneMember,
  poly: polymorphicMember,
  o2m: storedMember,
  o2o: storedMember,
  m2m: storedMember,
  m2mEnum: enumCollectionMember,
  recursive: recursiveMember,
  lazy: lazyMember,
  handWritten: handWrittenMember,
};

export function kindOf(member: LoadableMember): MemberKind {
  return kinds[member.kind];
}
