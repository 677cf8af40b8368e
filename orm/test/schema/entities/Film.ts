import { FilmCodegen, filmConfig } from "./codegen/FilmCodegen.ts";

export class Film extends FilmCodegen {}

filmConfig.placeholder();
