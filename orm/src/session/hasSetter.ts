// Setters that entity classes define by hand are set by name as fields are.
import { BaseEntity } from "./BaseEntity.ts";

/** Objects have these without anybody having written them. */
const neverNamed: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Whether the class of an entity, or one that it extends, has a setter of this name; what all entities have is none. */
export function hasSetter(entity: object, name: string): boolean {
  return hasSetterIn(Object.getPrototypeOf(entity) as object, name);
}

/** The same of the prototype of a class. */
export function hasSetterIn(given: object, name: string): boolean {
  if (neverNamed.has(name)) return false;
  let prototype: object | null = given;
  while (prototype !== null && prototype !== BaseEntity.prototype) {
    const found = Object.getOwnPropertyDescriptor(prototype, name);
    // One that has only a getter hides the setter of its base.
    if (found !== undefined) return found.set !== undefined && name !== "transientFields";
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  return false;
}
