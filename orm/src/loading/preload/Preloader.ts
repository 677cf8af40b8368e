// A strategy of loading a hint ahead: given a statement that gives entities, what is sent so that what the hint names of them
// comes along. Where plans begin is the same for all (`planPreload`), and `preloaderOf` chooses.
import type { HintTree } from "../../hints/HintTree.ts";
import type { PreloadPlugin } from "../../types/PreloadPlugin.ts";
import type { PreloadContext, PreloadLevel } from "./PreloadLevel.ts";
import type { PreloadStep } from "./PreloadStep.ts";

export interface Preloader extends PreloadPlugin {
  /** Its statements read one snapshot only in a transaction of their own, which has to be one round trip. */
  readonly needsTransaction: boolean;
  /** What is sent in place of the level's step; that step alone when nothing is gained. */
  plan(context: PreloadContext, level: PreloadLevel, tree: HintTree): ReadonlyArray<PreloadStep>;
}
