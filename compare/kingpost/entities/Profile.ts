import { ProfileCodegen, profileConfig } from "./codegen/ProfileCodegen.ts";

export class Profile extends ProfileCodegen {}

profileConfig.placeholder();
