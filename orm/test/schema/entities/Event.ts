import { EventCodegen, eventConfig } from "./codegen/EventCodegen.ts";

export class Event extends EventCodegen {}

eventConfig.placeholder();
