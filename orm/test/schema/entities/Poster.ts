import { PosterCodegen, posterConfig } from "./codegen/PosterCodegen.ts";

export class Poster extends PosterCodegen {}

posterConfig.placeholder();
