import { CurrencyCodegen, currencyConfig } from "./codegen/CurrencyCodegen.ts";

export class Currency extends CurrencyCodegen {}

currencyConfig.placeholder();
