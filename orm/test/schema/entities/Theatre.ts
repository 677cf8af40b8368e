import { TheatreCodegen, theatreConfig as config } from "./codegen/TheatreCodegen.ts";

export class Theatre extends TheatreCodegen {}

config.cascadeDelete("plays");
config.cascadeDelete("costumes");
config.touchOnChange("actors");
