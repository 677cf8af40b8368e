// Whether an answer can be taken. Each says what is wrong with it, or nothing. Pure.
import type { Extra } from "./Extra.ts";
import { extras } from "./extras.ts";

export const checkAnswer = {
  name: (name: string): string | undefined =>
    !isPlain(name)
      ? `"${name}" is no name of a project: small letters, digits and hyphens, a letter first.`
      : isTaken(name)
        ? `"${name}" is the name of another package here.`
        : undefined,
  scope: (scope: string): string | undefined =>
    isPlain(scope)
      ? undefined
      : `"${scope}" is no scope: small letters, digits and hyphens, a letter first.`,
  keep: (keep: ReadonlyArray<Extra>): string | undefined => {
    for (const extra of keep)
      for (const needed of extras[extra].needs)
        if (!keep.includes(needed))
          return `${extra} cannot be kept without ${needed}: ${extras[extra].why}.`;
    return undefined;
  },
};

function isPlain(word: string): boolean {
  return /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(word) && word.length <= 100;
}

function isTaken(name: string): boolean {
  return name === "kingpost" || name === "kingpost-app";
}
