import { LegacyUserCodegen, legacyUserConfig } from "./codegen/LegacyUserCodegen.js";

export class LegacyUser extends LegacyUserCodegen {}

legacyUserConfig.placeholder();
