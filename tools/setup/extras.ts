// The table of the extras: what each is, what shows that it is there, and what it cannot be without.
import type { Extra } from "./Extra.ts";

interface About {
  readonly about: string;
  /** A path that is there as long as the extra is. */
  readonly path: string;
  readonly needs: ReadonlyArray<Extra>;
  readonly why?: string;
}

/** All extras, in the order in which they are asked for. */
export const extras: Readonly<Record<Extra, About>> = {
  docs: { about: "the rules, decisions and guides of Kingpost", path: "docs", needs: [] },
  benchmarks: {
    about: "how fast, beside hand-written SQL and other ORMs",
    path: "benchmarks",
    needs: ["docs"],
    why: "it writes its figures into docs/performance.md",
  },
  compare: { about: "what other ORMs do in the same situation", path: "compare", needs: [] },
};
