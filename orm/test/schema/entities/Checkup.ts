import { CheckupCodegen, checkupConfig } from "./codegen/CheckupCodegen.ts";

export class Checkup extends CheckupCodegen {}

checkupConfig.placeholder();
