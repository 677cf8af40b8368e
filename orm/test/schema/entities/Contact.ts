import { ContactCodegen, contactConfig } from "./codegen/ContactCodegen.ts";

export class Contact extends ContactCodegen {}

contactConfig.placeholder();
