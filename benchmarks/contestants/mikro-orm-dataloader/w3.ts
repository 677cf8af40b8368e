// W3 with MikroORM and its data loader: what is loaded in one tick is one statement.
import { DataloaderType } from "@mikro-orm/core";
import type { W3Input } from "../../scenarios/w3.ts";
import type { Contestant } from "../Contestant.ts";
import { openOrm } from "../mikro-orm/openOrm.ts";
import { walkTree } from "../mikro-orm/walkTree.ts";

export const w3: Contestant<W3Input> = {
  notes: ["`dataloader: DataloaderType.ALL`, which is not MikroORM's default."],
  open: (url, input) =>
    openOrm(url, { dataloader: DataloaderType.ALL }, (em) => walkTree(em, input)),
};
