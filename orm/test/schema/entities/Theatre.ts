import { TheatreCodegen, theatreConfig } from "./codegen/TheatreCodegen.ts";

export class Theatre extends TheatreCodegen {}

theatreConfig.placeholder();
