import { SouvenirCodegen, souvenirConfig } from "./codegen/SouvenirCodegen.ts";

export class Souvenir extends SouvenirCodegen {}

souvenirConfig.placeholder();
