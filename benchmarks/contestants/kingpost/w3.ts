// W3 with Kingpost as it comes: every relation is loaded where it is met, as resolvers do; loads of one tick are batched by default.
import type { W3Input } from "../../scenarios/w3.ts";
import type { Contestant } from "../Contestant.ts";
import { openDriver } from "./openDriver.ts";
import { resolveAuthors } from "./resolveAuthors.ts";

export const w3: Contestant<W3Input> = {
  notes: ["Entities keep the row as it came and decode a cell when it is first read."],
  open: (url, input) => openDriver(url, (em) => resolveAuthors(em, input)),
};
