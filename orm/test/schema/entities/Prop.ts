import { PropCodegen, propConfig } from "./codegen/PropCodegen.ts";

export class Prop extends PropCodegen {}

propConfig.placeholder();
