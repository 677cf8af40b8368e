// W3 with MikroORM as it comes: no data loader.
import type { W3Input } from "../../scenarios/w3.ts";
import type { Contestant } from "../Contestant.ts";
import { openOrm } from "./openOrm.ts";
import { walkTree } from "./walkTree.ts";

export const w3: Contestant<W3Input> = {
  notes: ["MikroORM as it comes, without its data loader, on its pool of up to ten connections."],
  open: (url, input) => openOrm(url, {}, (em) => walkTree(em, input)),
};
