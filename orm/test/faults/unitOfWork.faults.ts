// Random units of work, with failures and other sessions among them, against a model.
import { expect, it } from "vitest";
import { checkModel } from "../flush/model/checkModel.ts";
import { useTestDatabase } from "../testDatabase.ts";
import { report } from "./report.ts";
import { isFull, seed } from "./scale.ts";

const database = useTestDatabase();

it(
  "R-FLUSH-7, R-REL-2 whatever a unit of work does, database, em and model agree after each flush",
  async () => {
    // A run takes 100 to 200 ms.
    const runs = isFull ? 20_000 : 1_000;
    report(`${runs} units of work, seed ${seed}`);
    await expect(checkModel(database, runs, seed)).resolves.toBeUndefined();
  },
  4 * 3_600_000,
);
