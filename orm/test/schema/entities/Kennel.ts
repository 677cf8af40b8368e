import { KennelCodegen, kennelConfig } from "./codegen/KennelCodegen.ts";

export class Kennel extends KennelCodegen {}

kennelConfig.placeholder();
