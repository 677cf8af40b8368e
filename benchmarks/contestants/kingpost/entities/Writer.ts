import { WriterCodegen, writerConfig } from "./codegen/WriterCodegen.ts";

export class Writer extends WriterCodegen {}

writerConfig.placeholder();
