// W3 with Kingpost and its learned look-ahead, which is an option: the same resolvers.
import { LearnedLookAhead } from "kingpost";
import type { W3Input } from "../../scenarios/w3.ts";
import type { Contestant } from "../Contestant.ts";
import { openDriver } from "../kingpost/openDriver.ts";
import { resolveAuthors } from "../kingpost/resolveAuthors.ts";

export const w3: Contestant<W3Input> = {
  notes: [
    "Kingpost with `lookAhead: new LearnedLookAhead()`: from the fourth piece of work on, what followed the first read in all before comes along with it.",
  ],
  open: (url, input) =>
    openDriver(url, (em) => resolveAuthors(em, input), { lookAhead: new LearnedLookAhead() }),
};
