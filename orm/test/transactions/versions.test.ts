import { OptimisticLockError } from "kingpost/errors";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

async function given(): Promise<void> {
  const em = database.newEm();
  em.create(Author, { firstName: "a1" });
  await em.flush();
}

describe("the version that a client has seen", () => {
  it("R-OPLOCK-5 is compared with the row in place of what was loaded, for updates and deletes", async () => {
    await given();
    await database.query("UPDATE authors SET version = 5");
    for (const change of ["update", "delete"] as const) {
      const em = database.newEm();
      const author = await em.load(Author, "a:1");
      em.expectVersion(author, 4);
      if (change === "update") author.firstName = "x";
      else em.delete(author);
      await expect(em.flush()).rejects.toMatchObject({
        code: "OPTIMISTIC_LOCK",
        reasons: new Map([[author, "changed"]]),
      });
      em.expectVersion(author, "5");
      await em.flush();
      if (change === "update") {
        // It was compared once; from here on the row is known again.
        author.firstName = "y";
        await em.flush();
        await database.query("UPDATE authors SET version = 5");
      }
    }
    expect(await database.query("SELECT * FROM authors")).toEqual([]);
  });

  it("R-OPLOCK-5 waits for the flush that writes the entity, and comes back with a rollback", async () => {
    await given();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    em.expectVersion(author, 1);
    await em.flush();
    const work = em.transaction(async () => {
      author.firstName = "x";
      await em.flush();
      throw new RangeError("no");
    });
    await expect(work).rejects.toThrow(new RangeError("no"));
    await database.query("UPDATE authors SET version = 2");
    await em.refresh(author, { keepChanges: true });
    await expect(em.flush()).rejects.toMatchObject({ code: "OPTIMISTIC_LOCK" });
    em.expectVersion(author, 2n);
    await em.flush();
    expect(await database.query("SELECT first_name, version FROM authors")).toEqual([
      { first_name: "x", version: 3 },
    ]);
  });

  it("R-OPLOCK-5 what is no version is refused, and so is one of a new entity", async () => {
    await given();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    for (const token of ["x", -1, 1.5, "1; drop table authors"])
      expect(() => em.expectVersion(author, token)).toThrow(
        expect.objectContaining({ code: "INVALID_VALUE" }),
      );
    const fresh = em.create(Author, { firstName: "a2" });
    expect(() => em.expectVersion(fresh, 1)).toThrow(
      expect.objectContaining({ code: "NEW_ENTITY" }),
    );
  });

  it("R-OPLOCK-6 a flush that was stale is repeated after a refresh that keeps the changes", async () => {
    await given();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    author.firstName = "mine";
    await database.query("UPDATE authors SET last_name = 'theirs', version = version + 1");
    const error = await em.flush().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OptimisticLockError);
    const { entities } = error as OptimisticLockError;
    expect(entities).toEqual([author]);
    await em.refresh(entities as Author[], { keepChanges: true });
    await em.flush();
    expect(await database.query("SELECT first_name, last_name FROM authors")).toEqual([
      { first_name: "mine", last_name: "theirs" },
    ]);
  });
});
