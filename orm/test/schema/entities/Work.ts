import { WorkCodegen, workConfig } from "./codegen/WorkCodegen.ts";

export abstract class Work extends WorkCodegen {}

workConfig.placeholder();
