// S7 with Kingpost: the queries are in `queries.ts`.
import { type S7Input, toReadings } from "../../scenarios/s7.ts";
import type { Contestant } from "../Contestant.ts";
import { openDriver } from "./openDriver.ts";
import { queries } from "./queries.ts";

export const s7: Contestant<S7Input> = {
  notes: [],
  open: (url, input) =>
    openDriver(url, async (em) => {
      const answers = await queries(em, input);
      return () => toReadings(answers);
    }),
};
