// Definitions as text, in the form that people write them in.
import type { Argument, Definition, Member } from "./Sdl.ts";

const indent = "  ";
/** What is longer is broken over lines. */
const width = 100;

export function printDefinition(definition: Definition): string {
  const { kind, name, description, isExtension, interfaces = [], members } = definition;
  const head = `${isExtension === true ? "extend " : ""}${kind} ${name}${interfaces.length === 0 ? "" : ` implements ${interfaces.join(" & ")}`}`;
  const doc = description === undefined ? "" : `${printDescription(description, "")}\n`;
  if (kind === "union") return `${doc}${head} = ${members.map((each) => each.name).join(" | ")}`;
  if (members.length === 0) return `${doc}${head}`;
  const lines = members.map((member) => printMember(member));
  return `${doc}${head} {\n${lines.join("\n")}\n}`;
}

/** A member on lines of its own, indented. */
export function printMember({ name, type, description, args }: Member): string {
  const doc = description === undefined ? "" : `${printDescription(description, indent)}\n`;
  const end = type === undefined ? "" : `: ${type}`;
  if (args === undefined || args.length === 0) return `${doc}${indent}${name}${end}`;
  const short = `${indent}${name}(${args.map((arg) => printArgument(arg)).join(", ")})${end}`;
  if (short.length <= width) return `${doc}${short}`;
  const lines = args.map((arg) => `${indent}${indent}${printArgument(arg)}\n`).join("");
  return `${doc}${indent}${name}(\n${lines}${indent})${end}`;
}

export function printArgument({ name, type }: Argument): string {
  return `${name}: ${type}`;
}

/** A comment of the database may be any text. */
function printDescription(text: string, margin: string): string {
  // oxlint-disable-next-line no-control-regex -- those are what GraphQL's sources cannot hold
  const clean = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/gu, " ").trim();
  const isShort = !clean.includes("\n") && margin.length + clean.length < width;
  if (isShort) return `${margin}${JSON.stringify(clean)}`;
  const lines = clean
    .replaceAll('"""', String.raw`\"""`)
    .split(/\r?\n/u)
    .map((line) => (line === "" ? "" : `${margin}${line}`));
  return `${margin}"""\n${lines.join("\n")}\n${margin}"""`;
}
