import { WishCodegen, wishConfig } from "./codegen/WishCodegen.ts";

export class Wish extends WishCodegen {}

wishConfig.placeholder();
