import { describe, expect, it } from "vitest";
import { newFolder } from "../schema/entities/factories/newFolder.ts";
import { Folder } from "../schema/entities/Folder.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

describe("config.addCycleRule", () => {
  it("R-RECUR-4 R-RULE-7 makes a cycle an error of the flush, before anything is written", async () => {
    const em1 = database.newEm();
    const top = newFolder(em1, { name: "top" });
    newFolder(em1, { name: "below", parent: top });
    await em1.flush();
    const em = database.newEm();
    const [one, two] = await em.loadAll(Folder, ["f:1", "f:2"]);
    one!.parent.set(two);
    await expect(em.flush()).rejects.toMatchObject({
      code: "VALIDATION",
      errors: [
        {
          entity: one,
          field: "parentsRecursive",
          code: "cycle",
          message: "Folder:1 is inside itself: Folder:1 > Folder:2 > Folder:1",
        },
      ],
    });
    expect(await database.query("SELECT parent_id FROM folders ORDER BY id")).toEqual([
      { parent_id: null },
      { parent_id: 1 },
    ]);
    one!.parent.set(undefined);
    one!.name = "root";
    await em.flush();
  });
});
