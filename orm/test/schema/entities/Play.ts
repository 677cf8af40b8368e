import { PlayCodegen, playConfig } from "./codegen/PlayCodegen.ts";

export class Play extends PlayCodegen {}

playConfig.placeholder();
