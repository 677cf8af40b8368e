import { type Collection, hasManyThrough } from "kingpost";
import { PropCodegen, propConfig as config } from "./codegen/PropCodegen.ts";
import type { Theatre } from "./Theatre.ts";

export class Prop extends PropCodegen {
  /** Where it is on stage. */
  readonly theatres: Collection<Prop, Theatre> = hasManyThrough((prop) => prop.plays.theatre);
}

config.touchOnChange("plays");
