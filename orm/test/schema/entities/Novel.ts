import { NovelCodegen, novelConfig } from "./codegen/NovelCodegen.ts";

export class Novel extends NovelCodegen {}

novelConfig.placeholder();
