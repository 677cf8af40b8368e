import { OldShelfCodegen, oldShelfConfig } from "./codegen/OldShelfCodegen.ts";

export class OldShelf extends OldShelfCodegen {}

oldShelfConfig.placeholder();
