import { OfferCodegen, offerConfig } from "./codegen/OfferCodegen.ts";

export class Offer extends OfferCodegen {}

offerConfig.placeholder();
