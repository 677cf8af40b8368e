import { CountryCodegen, countryConfig } from "./codegen/CountryCodegen.ts";

export class Country extends CountryCodegen {}

countryConfig.placeholder();
