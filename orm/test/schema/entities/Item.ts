import { ItemCodegen, itemConfig } from "./codegen/ItemCodegen.ts";

export class Item extends ItemCodegen {}

itemConfig.placeholder();
