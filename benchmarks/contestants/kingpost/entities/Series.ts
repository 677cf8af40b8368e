import { SeriesCodegen, seriesConfig } from "./codegen/SeriesCodegen.ts";

export class Series extends SeriesCodegen {}

seriesConfig.placeholder();
