import { SouvenirCodegen, souvenirConfig as config } from "./codegen/SouvenirCodegen.ts";

export class Souvenir extends SouvenirCodegen {}

config.cascadeDelete("content");
