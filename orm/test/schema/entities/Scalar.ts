import { ScalarCodegen, scalarConfig } from "./codegen/ScalarCodegen.ts";

export class Scalar extends ScalarCodegen {}

scalarConfig.placeholder();
