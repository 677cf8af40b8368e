// W3 with MikroORM and its data loader, which is the better of its two ways here.
import { DataloaderType } from "@mikro-orm/core";
import type { W3Input } from "../../scenarios/w3.ts";
import type { Contestant } from "../Contestant.ts";
import { openOrm } from "./openOrm.ts";
import { walkTree } from "./walkTree.ts";

export const w3: Contestant<W3Input> = {
  notes: ["Tuned with `dataloader: DataloaderType.ALL`, which is not MikroORM's default."],
  open: (url, input) =>
    openOrm(url, { dataloader: DataloaderType.ALL }, (em) => walkTree(em, input)),
};
