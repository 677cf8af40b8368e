import { ActorCodegen, actorConfig } from "./codegen/ActorCodegen.ts";

export class Actor extends ActorCodegen {}

actorConfig.placeholder();
