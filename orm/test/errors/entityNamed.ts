// An entity as far as errors know one: it prints itself and has an id.
import type { Entity } from "../../src/types/Entity.ts";

export function entityNamed(name: string): Entity {
  const [, key = ""] = name.split(/[:#]/);
  return {
    idTaggedMaybe: undefined,
    toTaggedString: () => name.replace(/^\w+/, (type) => type.charAt(0).toLowerCase()),
    idUntagged: key,
    toString: () => name,
  } satisfies Partial<Entity> as unknown as Entity;
}
