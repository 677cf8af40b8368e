import { EntityCodegen, entityConfig } from "./codegen/EntityCodegen.ts";

export class Entity extends EntityCodegen {}

entityConfig.placeholder();
