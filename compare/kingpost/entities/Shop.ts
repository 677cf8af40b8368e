import { ShopCodegen, shopConfig } from "./codegen/ShopCodegen.ts";

export class Shop extends ShopCodegen {}

shopConfig.placeholder();
