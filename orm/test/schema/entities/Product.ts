import { ProductCodegen, productConfig } from "./codegen/ProductCodegen.ts";

export class Product extends ProductCodegen {}

productConfig.placeholder();
