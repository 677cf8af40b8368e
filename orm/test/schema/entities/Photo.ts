import { PhotoCodegen, photoConfig } from "./codegen/PhotoCodegen.ts";

export class Photo extends PhotoCodegen {}

photoConfig.placeholder();
