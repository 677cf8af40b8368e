import { LicenceCodegen, licenceConfig } from "./codegen/LicenceCodegen.ts";

export class Licence extends LicenceCodegen {}

licenceConfig.placeholder();
