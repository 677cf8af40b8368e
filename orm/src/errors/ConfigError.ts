// A setting is missing or not valid.
import { KingpostError } from "./KingpostError.ts";

/** `DB_HOST, DB_USER are not set: set them or DATABASE_URL`. */
export class ConfigError extends KingpostError<"CONFIG"> {
  constructor({ reason }: { readonly reason: string }) {
    super("CONFIG", reason);
  }
}
