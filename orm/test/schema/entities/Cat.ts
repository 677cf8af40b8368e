import { CatCodegen, catConfig } from "./codegen/CatCodegen.ts";

export class Cat extends CatCodegen {}

catConfig.setDefault("name", "Tom");
