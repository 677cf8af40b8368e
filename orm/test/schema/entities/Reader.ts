import { ReaderCodegen, readerConfig } from "./codegen/ReaderCodegen.ts";

export class Reader extends ReaderCodegen {}

readerConfig.placeholder();
