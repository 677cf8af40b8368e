import { BookCodegen, bookConfig } from "./codegen/BookCodegen.js";

export class Book extends BookCodegen {}

bookConfig.placeholder();
