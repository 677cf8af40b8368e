import { SizeCodegen, sizeConfig } from "./codegen/SizeCodegen.js";

export class Size extends SizeCodegen {}

sizeConfig.placeholder();
