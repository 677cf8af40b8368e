import { LabelCodegen, labelConfig } from "./codegen/LabelCodegen.ts";

export class Label extends LabelCodegen {}

labelConfig.placeholder();
