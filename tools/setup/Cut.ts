// What goes with an extra: files, and the places that name them in files which stay.
import type { Extra } from "./Extra.ts";

/** The text to find, once (a pattern with `g` as often as it is there), and what takes its place; nothing does by default. */
export type Edit = readonly [find: string | RegExp, put?: string];

export interface Cut {
  /** Made when none of these is kept. */
  readonly without: ReadonlyArray<Extra>;
  /** Files and folders that go. */
  readonly paths: ReadonlyArray<string>;
  /** Edits by file, in order. A file that went with another extra is left out. */
  readonly edits: Readonly<Record<string, ReadonlyArray<Edit>>>;
  /** Packages that nothing else of the application asks for. */
  readonly dependencies?: ReadonlyArray<string>;
  /** Tables that go from the snapshot of the schema. */
  readonly tables?: ReadonlyArray<string>;
  /** What codegen wrote has to be written anew. */
  readonly regenerate?: boolean;
  /** The files of `starter/` take the place of what went. */
  readonly starter?: boolean;
}
