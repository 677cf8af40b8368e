import { UuidKeyCodegen, uuidKeyConfig } from "./codegen/UuidKeyCodegen.ts";

export class UuidKey extends UuidKeyCodegen {}

uuidKeyConfig.placeholder();
