import { LogCodegen, logConfig } from "./codegen/LogCodegen.js";

export class Log extends LogCodegen {}

logConfig.placeholder();
