// W3 with Kingpost and its learned look-ahead, which is an option: the same resolvers.
import { LearnedLookAhead } from "kingpost";
import type { W3Input } from "../../scenarios/w3.ts";
import type { Contestant } from "../Contestant.ts";
import { openDriver } from "../kingpost/openDriver.ts";
import { resolveAuthors } from "../kingpost/resolveAuthors.ts";

/** How many pieces of work it takes to learn. */
const lessons = 3;

export const w3: Contestant<W3Input> = {
  notes: [
    "Kingpost with `lookAhead: new LearnedLookAhead()`, after three pieces of work: what followed the first read in all of them comes along with it.",
  ],
  async open(url, input) {
    const lookAhead = new LearnedLookAhead();
    const workbench = await openDriver(url, (em) => resolveAuthors(em, input), { lookAhead });
    for (let lesson = 0; lesson < lessons; lesson++) await workbench.run();
    return workbench;
  },
};
