// S7 with Drizzle: the queries are in `queries.ts`.
import { type S7Input, toReadings } from "../../scenarios/s7.ts";
import type { Contestant } from "../Contestant.ts";
import { nothing, openDatabase } from "./openDatabase.ts";
import { queries } from "./queries.ts";

export const s7: Contestant<S7Input> = {
  notes: [],
  open: (url, input) =>
    openDatabase(url, nothing, async (db) => {
      const answers = await queries(db, input);
      return () => toReadings(answers);
    }),
};
