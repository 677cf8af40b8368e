import { ParcelCodegen, parcelConfig } from "./codegen/ParcelCodegen.ts";

export class Parcel extends ParcelCodegen {}

parcelConfig.placeholder();
