import { WorkCodegen, workConfig } from "./codegen/WorkCodegen.ts";

export class Work extends WorkCodegen {}

workConfig.placeholder();
