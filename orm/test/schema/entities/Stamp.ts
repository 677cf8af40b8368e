import { StampCodegen, stampConfig } from "./codegen/StampCodegen.ts";

export class Stamp extends StampCodegen {}

stampConfig.placeholder();
