// Whether two values are one entity, as tests see it: the same row may be an object in each of several ems.
import { BaseEntity } from "../session/BaseEntity.ts";

/**
 * True for one object, for the same persisted row in two ems, and for an entity and its id; `undefined`, which is no opinion,
 * when neither value is an entity. Test runners take it as an equality tester.
 * @example
 * expect.addEqualityTesters([areEntitiesEqual]);
 */
export function areEntitiesEqual(a: unknown, b: unknown): boolean | undefined {
  const isA = BaseEntity.isEntity(a);
  const isB = BaseEntity.isEntity(b);
  if (isA && isB) {
    const [one, other] = [BaseEntity.stateOf(a), BaseEntity.stateOf(b)];
    if (one === other) return true;
    if (one.session === other.session || one.isNew || other.isNew) return false;
    return one.key === other.key && one.meta.cstr === other.meta.cstr;
  }
  if (isA) return isIdOf(b, a.idMaybe);
  return isB ? isIdOf(a, b.idMaybe) : undefined;
}

function isIdOf(value: unknown, id: unknown): boolean | undefined {
  return typeof value === typeof id ? value === id : undefined;
}
