// S7 with TypeORM: the queries are in `queries.ts`.
import { type S7Input, toReadings } from "../../scenarios/s7.ts";
import type { Contestant } from "../Contestant.ts";
import { openSource } from "./openSource.ts";
import { queries } from "./queries.ts";

export const s7: Contestant<S7Input> = {
  notes: [],
  open: (url, input) =>
    openSource(url, async (manager) => {
      const answers = await queries(manager, input);
      return () => toReadings(answers);
    }),
};
