import { BookCodegen, bookConfig } from "./codegen/BookCodegen.ts";

export class Book extends BookCodegen {}

bookConfig.placeholder();
