import { HomeCodegen, homeConfig } from "./codegen/HomeCodegen.ts";

export class Home extends HomeCodegen {}

homeConfig.placeholder();
