import { PartCodegen, partConfig } from "./codegen/PartCodegen.ts";

export class Part extends PartCodegen {}

partConfig.placeholder();
