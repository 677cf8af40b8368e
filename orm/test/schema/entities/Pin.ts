import { PinCodegen, pinConfig } from "./codegen/PinCodegen.ts";

export class Pin extends PinCodegen {}

pinConfig.placeholder();
