import type { EmitSettings } from "./EmitSettings.ts";
import type { Imports } from "./Imports.ts";

/** The name of the context's type in a file. */
export function contextOf({ context }: EmitSettings, imports: Imports): string {
  return context === undefined ? "unknown" : imports.module(context.module, context.name, "type");
}
