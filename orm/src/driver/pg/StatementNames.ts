// Names for prepared statements. The same text always has the same name, in every process, so that connections can be
// shared through a pooler.
import { hash } from "node:crypto";

/** Texts beyond this many are not prepared: a connection keeps each one in the server's memory for as long as it lives. */
const maxNames = 5000;

export class StatementNames {
  readonly #names = new Map<string, string>();

  /** `undefined` when the text is to be sent unnamed. */
  nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= maxNames) return known;
    // 144 of the 256 bits: two texts never share a name by accident.
    const name = `kp_${hash("sha256", text, "base64url").slice(0, 24)}`;
    this.#names.set(text, name);
    return name;
  }
}
