// The queries that are answered where no others are: `{ "<SHA-256 of the text, in hexadecimal>": "query …" }`.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { AppError } from "../AppError.ts";

/** @throws AppError `SETTINGS` */
export function readPersistedQueries(file: string): Record<string, string> {
  const queries = read(file);
  for (const [hash, query] of Object.entries(queries))
    if (createHash("sha256").update(query).digest("hex") !== hash)
      throw refused(file, `${hash} is not the SHA-256 of its query`);
  return queries;
}

function read(file: string): Record<string, string> {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw refused(file, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function refused(file: string, why: string, cause?: unknown): AppError {
  return new AppError("SETTINGS", `PERSISTED_QUERIES cannot be used: ${file}: ${why}.`, { cause });
}
