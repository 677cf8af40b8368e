import { ShelfCodegen, shelfConfig } from "./codegen/ShelfCodegen.ts";

export class Shelf extends ShelfCodegen {}

shelfConfig.placeholder();
