import { EntityManagerCodegen, entityManagerConfig } from "./codegen/EntityManagerCodegen.ts";

export class EntityManager extends EntityManagerCodegen {}

entityManagerConfig.placeholder();
