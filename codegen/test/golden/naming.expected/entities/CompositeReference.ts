import {
  CompositeReferenceCodegen,
  compositeReferenceConfig,
} from "./codegen/CompositeReferenceCodegen.js";

export class CompositeReference extends CompositeReferenceCodegen {}

compositeReferenceConfig.placeholder();
