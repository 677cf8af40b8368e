// S7 by hand: the queries are in `queries.ts`.
import { type S7Input, toReadings } from "../../scenarios/s7.ts";
import type { Contestant } from "../Contestant.ts";
import { openClient } from "./openClient.ts";
import { queries } from "./queries.ts";

export const s7: Contestant<S7Input> = {
  notes: [],
  open: (url, input) =>
    openClient(url, async (client) => {
      const answers = await queries(client, input);
      return () => toReadings(answers);
    }),
};
