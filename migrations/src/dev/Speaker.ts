// What the loop says: short lines, each with the name of the part that says it.
import { styleText } from "node:util";

/** Who speaks. */
export type SpeakerName =
  | "codegen"
  | "database"
  | "dev"
  | "migrate"
  | "seed"
  | "server"
  | "tests"
  | "types";

/** How a line is meant. */
export type Level = "error" | "info";

type Colour = "blue" | "cyan" | "green" | "magenta" | "yellow";

const colours: Readonly<Record<SpeakerName, Colour>> = {
  codegen: "yellow",
  database: "green",
  dev: "green",
  migrate: "yellow",
  seed: "green",
  server: "cyan",
  tests: "magenta",
  types: "blue",
};

export class Speaker {
  readonly #write: (line: string) => void;
  readonly #json: boolean;

  constructor(write: (line: string) => void, json: boolean) {
    this.#write = write;
    this.#json = json;
  }

  /** Says a text, a line at a time. Colours follow NO_COLOR, and are for terminals only. */
  say(part: SpeakerName, text: string, level: Level = "info"): void {
    for (const line of text.trimEnd().split("\n")) this.#write(this.#format(part, line, level));
  }

  #format(part: SpeakerName, text: string, level: Level): string {
    if (this.#json) return JSON.stringify({ part, level, text });
    const label = styleText(colours[part], part.padEnd(8));
    return `${label} ${level === "error" ? styleText("red", text) : text}`.trimEnd();
  }
}
