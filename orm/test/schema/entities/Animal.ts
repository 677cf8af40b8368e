import { AnimalCodegen, animalConfig, animalScope as scope } from "./codegen/AnimalCodegen.ts";

export abstract class Animal extends AnimalCodegen {
  static kept = scope({ keeper: true });
  static called = scope.fn((name: string) => ({ name }));
}

animalConfig.placeholder();
