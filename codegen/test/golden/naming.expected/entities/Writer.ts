import { WriterCodegen, writerConfig } from "./codegen/WriterCodegen.js";

export class Writer extends WriterCodegen {}

writerConfig.placeholder();
