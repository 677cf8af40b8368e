import { TagCodegen, tagConfig } from "./codegen/TagCodegen.ts";

export class Tag extends TagCodegen {}

tagConfig.placeholder();
