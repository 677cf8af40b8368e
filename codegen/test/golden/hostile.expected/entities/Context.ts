import { ContextCodegen, contextConfig } from "./codegen/ContextCodegen.ts";

export class Context extends ContextCodegen {}

contextConfig.placeholder();
