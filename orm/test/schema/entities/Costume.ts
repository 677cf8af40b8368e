import { cannotBeUpdated } from "kingpost";
import { CostumeCodegen, costumeConfig as config } from "./codegen/CostumeCodegen.ts";

export class Costume extends CostumeCodegen {}

config.addRule(cannotBeUpdated("theatre"));
