// An entity's config was changed after the domain was made.
import { KingpostError } from "./KingpostError.ts";

/** `The config of Author was changed after the domain was made: configure it in Author.ts`. */
export class ConfigFrozenError extends KingpostError<"CONFIG_FROZEN"> {
  constructor({ type }: { readonly type: string }) {
    super(
      "CONFIG_FROZEN",
      `The config of ${type} was changed after the domain was made: configure it in ${type}.ts`,
    );
  }
}
