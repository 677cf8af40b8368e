import { OwnKeyCodegen, ownKeyConfig } from "./codegen/OwnKeyCodegen.ts";

export class OwnKey extends OwnKeyCodegen {}

ownKeyConfig.placeholder();
