// The unit of work against a model of plain maps, in short; `pnpm test:faults` has the long form.
import { expect, it } from "vitest";
import { seed } from "../faults/scale.ts";
import { useTestDatabase } from "../testDatabase.ts";
import { checkModel } from "./model/checkModel.ts";

const database = useTestDatabase();

it("R-FLUSH-7, R-CASC-2, R-OPLOCK-6 whatever a unit of work does, database, em and model agree after each flush", async () => {
  await expect(checkModel(database, 60, seed)).resolves.toBeUndefined();
}, 600_000);
