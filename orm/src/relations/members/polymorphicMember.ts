// A reference to entities of several types is as many references as it has components, of which one is set.
import type { PolymorphicField } from "../../schema/Field.ts";
import { manyToOneMember } from "./manyToOneMember.ts";
import type { MemberKind } from "./MemberKind.ts";

export const polymorphicMember: MemberKind<PolymorphicField> = {
  load(states, { components }, options) {
    const loads = components.flatMap(
      (component) => manyToOneMember.load(states, component, options) ?? [],
    );
    return loads.length === 0 ? undefined : Promise.all(loads);
  },
  isMany: () => false,
  isLoaded(state, { components }) {
    return components.every((component) => manyToOneMember.isLoaded(state, component));
  },
  targets(state, { components }, withDeleted) {
    return components.flatMap((component) =>
      manyToOneMember.targets(state, component, withDeleted),
    );
  },
};
