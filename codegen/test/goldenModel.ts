// The model of a golden schema.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DbSchema } from "kingpost/catalog";
import { buildModel } from "../src/model/buildModel.ts";
import type { DomainModel } from "../src/model/DomainModel.ts";
import { goldenFolder } from "./goldenNames.ts";
import { readGoldenConfig } from "./readGoldenConfig.ts";

export async function goldenModel(name: string): Promise<DomainModel> {
  const text = await readFile(join(goldenFolder, `${name}.schema.json`), "utf8");
  const settings = await readGoldenConfig(name);
  return buildModel({ db: JSON.parse(text) as DbSchema, settings, tags: {}, sources: {} });
}
