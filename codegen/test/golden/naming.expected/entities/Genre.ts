import { GenreCodegen, genreConfig } from "./codegen/GenreCodegen.js";

export class Genre extends GenreCodegen {}

genreConfig.placeholder();
