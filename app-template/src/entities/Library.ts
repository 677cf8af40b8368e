import { LibraryCodegen, libraryConfig } from "./codegen/LibraryCodegen.ts";

export class Library extends LibraryCodegen {}

libraryConfig.placeholder();
