import { TextKeyCodegen, textKeyConfig } from "./codegen/TextKeyCodegen.ts";

export class TextKey extends TextKeyCodegen {}

textKeyConfig.placeholder();
