import { DomainCodegen, domainConfig } from "./codegen/DomainCodegen.ts";

export class Domain extends DomainCodegen {}

domainConfig.placeholder();
