import { ProductCodegen, productConfig } from "./codegen/ProductCodegen.js";

export class Product extends ProductCodegen {}

productConfig.placeholder();
