import { BirdCodegen, birdConfig } from "./codegen/BirdCodegen.ts";

export class Bird extends BirdCodegen {}

birdConfig.placeholder();
