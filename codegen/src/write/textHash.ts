import { createHash } from "node:crypto";

/** A short text that differs for different texts. */
export function textHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
