// How ids are written where no entity says so.
import type { Domain } from "../Domain.ts";

/** A domain, or what stands between tag and key; `":"` where nothing is given. */
export type IdSettings = Pick<Domain, "schema"> | { readonly delimiter: string };

export function delimiterOf(settings: IdSettings | undefined): string {
  if (settings === undefined) return ":";
  return "delimiter" in settings ? settings.delimiter : settings.schema.settings.tagDelimiter;
}
