import { WigCodegen, wigConfig } from "./codegen/WigCodegen.ts";

export class Wig extends WigCodegen {}

wigConfig.placeholder();
