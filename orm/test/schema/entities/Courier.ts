import { CourierCodegen, courierConfig } from "./codegen/CourierCodegen.ts";

export class Courier extends CourierCodegen {}

courierConfig.placeholder();
