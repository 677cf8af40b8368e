// What the command line says.
import type { Extra } from "./Extra.ts";

export interface SetupOptions {
  readonly name: string | undefined;
  readonly scope: string | undefined;
  readonly keep: ReadonlyArray<Extra> | undefined;
  readonly yes: boolean;
  readonly json: boolean;
  readonly git: boolean;
  readonly help: boolean;
}
