import { AuthorCodegen, authorConfig } from "./codegen/AuthorCodegen.ts";

export class Author extends AuthorCodegen {}

authorConfig.placeholder();
