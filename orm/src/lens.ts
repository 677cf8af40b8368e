// The door `kingpost/lens`: paths through members, written as functions.
export {
  getLens,
  getLensPath,
  isLensLoaded,
  isLensLoadedPath,
  lensPathToLoadHint,
  lensToLoadHint,
  lensToPath,
  type LensValue,
  loadLens,
  loadLensPath,
} from "./lens/lenses.ts";
export type { Lens, LensOptions, LensResult } from "./types/Lens.ts";
