import { ParentCodegen, parentConfig } from "./codegen/ParentCodegen.js";

export class Parent extends ParentCodegen {}

parentConfig.placeholder();
