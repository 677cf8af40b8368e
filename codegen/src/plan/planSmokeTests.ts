import { readNamed } from "../config/readNamed.ts";
import { smokeTest } from "../emit/smokeTest.ts";
import type { Planner } from "./Planner.ts";

/** One per entity that is new: a test that somebody has removed does not come back. */
export const planSmokeTests: Planner = (
  { entities },
  { settings: { smokeTests }, emit, inEntities, isThere },
) =>
  smokeTests === undefined
    ? []
    : entities
        .filter(({ name, view }) => view === undefined && !isThere(`${name}.ts`))
        .map((each) => ({
          mode: "once",
          path: inEntities(`${each.name}.test.ts`),
          contents: smokeTest(each, readNamed(smokeTests), emit),
        }));
