import { DogCodegen, dogConfig } from "./codegen/DogCodegen.ts";

export class Dog extends DogCodegen {}

dogConfig.placeholder();
