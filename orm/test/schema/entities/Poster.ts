import { hasOneThrough, type Reference } from "kingpost";
import { PosterCodegen, posterConfig as config } from "./codegen/PosterCodegen.ts";
import type { Theatre } from "./Theatre.ts";

export class Poster extends PosterCodegen {
  readonly theatre: Reference<Poster, Theatre, never> = hasOneThrough(
    (poster) => poster.play.theatre,
  );
}

config.placeholder();
