// Rows of the user's own queries, of types that extend each other.
import { beforeEach, describe, expect, it } from "vitest";
import { Animal } from "../schema/entities/Animal.ts";
import { Task } from "../schema/entities/Task.ts";
import { useTestDatabase } from "../testDatabase.ts";
import { insertTasks, insertZoo } from "./zoo.ts";

const db = useTestDatabase();
beforeEach(() => Promise.all([insertZoo(db), insertTasks(db)]));

describe("rows of hierarchies", () => {
  it("R-LOAD-5 of one table are recognised by the discriminator", async () => {
    const em = db.newEm();
    const rows = await db.query("SELECT * FROM tasks ORDER BY id LIMIT 4");
    expect(em.hydrate(Task, rows).map(String)).toEqual([
      "TaskOld:1",
      "TaskOld:2",
      "TaskNew:3",
      "TaskArchived:4",
    ]);
    expect(() => db.newEm().hydrate(Task, [{ id: 1 }])).toThrow(
      "type is not in the row: select type_id too, since it tells the type",
    );
  });

  it("R-LOAD-5 of several tables are recognised by one more statement", async () => {
    const em = db.newEm();
    const rows = await db.query("SELECT * FROM animals ORDER BY id");
    const sent = await db.statements(async () => {
      const animals = await em.loadFromQuery(Animal, rows, "checkups");
      expect(animals.map(String)).toEqual(["Mammal:1", "Dog:2", "Dog:3", "Cat:4", "Bird:5"]);
    });
    expect(sent.map((text) => text.replace(/SELECT .* FROM (\S+).*/, "$1"))).toEqual([
      '"public"."animals"',
      '"public"."checkups"',
    ]);
  });
});
