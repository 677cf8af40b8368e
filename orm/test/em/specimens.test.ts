import { setFlagsFromString } from "node:v8";
import { expect, it } from "vitest";
import { BaseEntity } from "../../src/session/BaseEntity.ts";
import type { EntityState } from "../../src/session/EntityState.ts";
import type { Session } from "../../src/session/Session.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { domain, EntityManager } from "../schema/entities/codegen/domain.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** Whether the engine takes two objects for one shape. */
const isSameShape = ((): ((a: unknown, b: unknown) => boolean) => {
  setFlagsFromString("--allow-natives-syntax");
  // oxlint-disable-next-line typescript/no-implied-eval, no-new-func -- the engine's own question is no JavaScript
  return new Function("a", "b", "return %HaveSameMap(a, b)") as (a: unknown, b: unknown) => boolean;
})();

it("R-IDM-8 what ems and entities look like stays known when none is left: one of each is kept by the domain", async () => {
  const first = database.newEm();
  const author = first.create(Author, { firstName: "a" });
  first.create(Book, { title: "b", author });
  await first.flush();
  const em = database.newEm();
  const loaded = await em.load(Author, author.id, "books");
  loaded.firstName = "changed";
  const created = em.create(Author, { firstName: "new" });

  const [unit] = domain.specimens.get(EntityManager) as [{ readonly session: Session }];
  const kept = unit.session.identityMap.all.find(({ meta }) => meta.type === "Author")!;
  const states = [loaded, created].map((entity) => BaseEntity.stateOf(entity));
  const parts: ReadonlyArray<readonly [string, (state: EntityState) => unknown]> = [
    ["state", (state) => state],
    ["entity", ({ entity }) => entity],
    ["em", ({ session }) => session.em],
    ["session", ({ session }) => session],
    ["identity map", ({ session }) => session.identityMap],
    ["group", ({ group }) => group],
    ["collection", ({ entity }) => (entity as Author).books],
    ["reference", ({ entity }) => (entity as Author).publisher],
  ];
  const differing = parts.flatMap(([name, partOf]) =>
    states.every((state) => isSameShape(partOf(kept), partOf(state))) ? [] : [name],
  );
  expect(differing).toEqual([]);
});

it("R-IDM-8 what is kept knows no driver, no context and no plugin of the application", () => {
  const [unit] = domain.specimens.get(EntityManager) as [{ readonly session: Session }];
  const { em, plugins, executor } = unit.session;
  expect([em.ctx, plugins.all, executor === database.driver]).toEqual([undefined, [], false]);
});
