// What setup has to know.
import type { Extra } from "./Extra.ts";

export interface Answers {
  /** Of the application; the workspace's is the same with "-workspace" behind it. */
  readonly name: string;
  /** Of the packages that are not published, without the @. */
  readonly scope: string;
  readonly keep: ReadonlyArray<Extra>;
}
