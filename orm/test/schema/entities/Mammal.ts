import { MammalCodegen, mammalConfig } from "./codegen/MammalCodegen.ts";

export class Mammal extends MammalCodegen {}

mammalConfig.placeholder();
