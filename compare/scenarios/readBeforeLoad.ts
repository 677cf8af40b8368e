// Scenario 5: a relation is read that nobody loaded.
import type { Scenario } from "./Scenario.ts";

/** One way to read a relation at once, tried on one that is not loaded. */
export interface EarlyRead {
  /** As one would write it. */
  readonly code: string;
  /** The compiler's message; `undefined` when it accepts the code. */
  readonly compiler: string | undefined;
  /** What happens at run time when the compiler is overruled. */
  readonly runtime: { readonly throws: string } | { readonly gives: string };
}

export type ReadBeforeLoadObserved = { readonly reads: ReadonlyArray<EarlyRead> };

export const readBeforeLoad: Scenario<ReadBeforeLoadObserved> = {
  number: 5,
  title: "relation read before load",
  question:
    "What does the compiler say, and what happens at run time, when a relation is read that was not loaded?",
  rightAnswer:
    "The compiler refuses, and code that overrules it throws and names the relation: never `undefined` or an empty list that looks like an answer.",
  judge: ({ reads }) => {
    const open = reads.filter(
      ({ compiler, runtime }) => compiler === undefined || "gives" in runtime,
    );
    return {
      isRight: open.length === 0,
      does:
        open.length === 0
          ? "compile error, and throws when forced"
          : open.map((read) => `${read.code} ${describe(read)}`).join("; "),
    };
  },
};

function describe({ compiler, runtime }: EarlyRead): string {
  const compiles = compiler === undefined ? "compiles" : "is refused";
  return "throws" in runtime
    ? `${compiles} and throws`
    : `${compiles}, forced it gives ${runtime.gives}`;
}
