import { ChildCodegen, childConfig } from "./codegen/ChildCodegen.js";

export class Child extends ChildCodegen {}

childConfig.placeholder();
