import { ImageCodegen, imageConfig } from "./codegen/ImageCodegen.ts";

export class Image extends ImageCodegen {}

imageConfig.placeholder();
