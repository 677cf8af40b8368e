// A text as the part of a pattern that finds it. Pure; Node has it as `RegExp.escape`, the language's declarations do not yet.

export function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
