// The door kingpost/tests/vitest: importing it, for instance as a setup file, registers the matchers with Vitest.
import { expect } from "vitest";
import { areEntitiesEqual } from "../testing/areEntitiesEqual.ts";
import type { MatchedEntity } from "../testing/MatchedEntity.ts";
import { toMatchEntity } from "../testing/toMatchEntity.ts";

declare module "vitest" {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /**
     * Compares an entity, a list or an object of them with what is expected, without loading anything.
     * @example
     * expect(author).toMatchEntity({ firstName: "a1", publisher: p1, books: [{ title: "b1" }, b2] });
     */
    toMatchEntity(expected: MatchedEntity<T>): R;
  }
}

expect.extend({ toMatchEntity });
expect.addEqualityTesters([areEntitiesEqual]);
