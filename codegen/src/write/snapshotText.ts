import type { DbSchema } from "kingpost/catalog";
import { jsonText } from "./jsonText.ts";

/**
 * The text of a snapshot. A server of another version leaves it as it is when nothing else differs, so that a check passes on
 * every version that a project supports.
 */
export function snapshotText(db: DbSchema, existing: string | undefined): string {
  const text = jsonText(db);
  const version = /^ {2}"serverVersion": \d+,$/mu;
  const isSame = existing?.replace(version, "") === text.replace(version, "");
  return isSame ? existing! : text;
}
