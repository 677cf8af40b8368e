import { DateCodegen, dateConfig } from "./codegen/DateCodegen.ts";

export class Date extends DateCodegen {}

dateConfig.placeholder();
