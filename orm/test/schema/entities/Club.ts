import { ClubCodegen, clubConfig } from "./codegen/ClubCodegen.ts";

export class Club extends ClubCodegen {}

clubConfig.placeholder();
