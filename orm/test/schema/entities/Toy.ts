import { ToyCodegen, toyConfig } from "./codegen/ToyCodegen.ts";

export class Toy extends ToyCodegen {}

toyConfig.placeholder();
