import { CityCodegen, cityConfig } from "./codegen/CityCodegen.ts";

export class City extends CityCodegen {}

cityConfig.placeholder();
