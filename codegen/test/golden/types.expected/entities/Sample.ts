import { SampleCodegen, sampleConfig } from "./codegen/SampleCodegen.ts";

export class Sample extends SampleCodegen {}

sampleConfig.placeholder();
