// What reading a relation of an object of input needs to know.
import type { Draft } from "./Draft.ts";
import type { UpsertSettings } from "./UpsertSettings.ts";

export interface InputAt {
  /** The draft of the object. */
  readonly draft: Draft;
  readonly path: string;
  readonly settings: UpsertSettings;
  /** The relation was named as ids: `bookIds`. */
  readonly isIdsOnly: boolean;
}
