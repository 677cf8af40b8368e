// The folder in which a run prepares its files, which only one run at a time has.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { CodegenError } from "../errors/CodegenError.ts";
import { finishInterrupted } from "./finishInterrupted.ts";
import { stagingFolder } from "./Journal.ts";
import { ownerText } from "./ownerText.ts";

/** How long another run may take to write its files. */
const patience = 10_000;

/**
 * Makes it, after what a killed run left is finished. Another run that is writing is waited for.
 *
 * @throws CodegenError (`WRITE`)
 */
export async function openStaging(directory: string): Promise<void> {
  const staging = join(directory, stagingFolder);
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      await mkdir(directory, { recursive: true });
      await mkdir(staging);
      await writeFile(join(staging, "owner"), ownerText());
      return;
    } catch (cause) {
      const { code, message } = cause as { readonly code?: string; readonly message: string };
      if (code !== "EEXIST")
        throw new CodegenError("WRITE", [`${stagingFolder} cannot be made: ${message}.`], {
          cause,
        });
      await finishInterrupted(directory);
    }
    if (Date.now() > deadline) {
      const owner = await readFile(join(staging, "owner"), "utf8").catch(() => "unknown");
      throw new CodegenError("WRITE", [
        `Another run of codegen (process ${owner.split(" ")[0]}) is writing; wait for it, or remove ${stagingFolder} when there is none.`,
      ]);
    }
    await setTimeout(20);
  }
}
