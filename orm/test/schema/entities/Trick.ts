import { TrickCodegen, trickConfig } from "./codegen/TrickCodegen.ts";

export class Trick extends TrickCodegen {}

trickConfig.placeholder();
