import { ObjectCodegen, objectConfig } from "./codegen/ObjectCodegen.ts";

export class Object extends ObjectCodegen {}

objectConfig.placeholder();
