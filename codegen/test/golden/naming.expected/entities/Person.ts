import { PersonCodegen, personConfig } from "./codegen/PersonCodegen.js";

export class Person extends PersonCodegen {}

personConfig.placeholder();
