import { ListCodegen, listConfig } from "./codegen/ListCodegen.ts";

export class List extends ListCodegen {}

listConfig.placeholder();
