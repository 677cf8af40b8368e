import { TokenCodegen, tokenConfig } from "./codegen/TokenCodegen.ts";

export class Token extends TokenCodegen {}

tokenConfig.placeholder();
