import { describe, expect, it } from "vitest";
import { folderConfig } from "../schema/entities/codegen/FolderCodegen.ts";
import { partConfig } from "../schema/entities/codegen/PartCodegen.ts";
import { newFolder } from "../schema/entities/factories/newFolder.ts";
import { Folder } from "../schema/entities/Folder.ts";
import { Part } from "../schema/entities/Part.ts";
import { useTestDatabase } from "../testDatabase.ts";

folderConfig.beforeFlush((folder) => {
  if (folder.name === "counts") return folder.childrenRecursive.load();
  return undefined;
});
partConfig.addCycleRule("componentsRecursive", (part) => `${part.name} is a part of itself`);

const database = useTestDatabase();

describe("config.addCycleRule", () => {
  it("R-RECUR-4 R-RULE-7 R-CFG-1/addCycleRule makes a cycle an error of the flush, before anything is written", async () => {
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

  it("R-RULE-7 asks when a link changed, also one of a join table, and at no other time", async () => {
    const em1 = database.newEm();
    const [wheel, car] = ["wheel", "car"].map((name) => em1.create(Part, { name }));
    car!.components.add(wheel!);
    await em1.flush();
    const em = database.newEm();
    const [one, two] = await em.find(Part, {}, { orderBy: { name: "DESC" } });
    one!.name = "Wheel";
    const sent = await database.recorded(() => em.flush());
    expect(sent.map(({ operation }) => operation)).toEqual(["update parts"]);
    one!.components.add(two!);
    await expect(em.flush()).rejects.toMatchObject({
      code: "VALIDATION",
      message: "Validation error: Part:1 Wheel is a part of itself",
      errors: [{ entity: one, field: "componentsRecursive", code: "cycle" }],
    });
    expect(await database.query("SELECT count(*)::int AS n FROM assemblies_to_components")).toEqual(
      [{ n: 1 }],
    );
    one!.components.remove(two!);
    await em.flush();
  });

  it("R-RULE-7 says what it says when a hook meets the cycle first, also by the opposite relation", async () => {
    const em1 = database.newEm();
    const top = newFolder(em1, { name: "top" });
    newFolder(em1, { name: "below", parent: top });
    await em1.flush();
    const em = database.newEm();
    const [one, two] = await em.loadAll(Folder, ["f:1", "f:2"]);
    one!.name = "counts";
    one!.parent.set(two);
    await expect(em.flush()).rejects.toMatchObject({
      code: "VALIDATION",
      message:
        "Validation error: Folder:1 Folder:1 is inside itself: Folder:1 > Folder:2 > Folder:1",
      errors: [{ field: "parentsRecursive", code: "cycle" }],
      cause: { code: "RECURSIVE_CYCLE" },
    });
    one!.parent.set(undefined);
    await em.flush();
  });
});
