// S7 with MikroORM: the queries are in `queries.ts`.
import { type S7Input, toReadings } from "../../scenarios/s7.ts";
import type { Contestant } from "../Contestant.ts";
import { openOrm } from "./openOrm.ts";
import { queries } from "./queries.ts";

export const s7: Contestant<S7Input> = {
  notes: [],
  open: (url, input) =>
    openOrm(url, {}, async (em) => {
      const answers = await queries(em, input);
      return () => toReadings(answers);
    }),
};
