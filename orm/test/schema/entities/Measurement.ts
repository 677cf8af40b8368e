import { MeasurementCodegen, measurementConfig } from "./codegen/MeasurementCodegen.ts";

export class Measurement extends MeasurementCodegen {}

measurementConfig.placeholder();
