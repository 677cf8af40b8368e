import { AnimalCodegen, animalConfig } from "./codegen/AnimalCodegen.ts";

export abstract class Animal extends AnimalCodegen {}

animalConfig.placeholder();
