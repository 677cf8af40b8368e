import { PlayCodegen, playConfig as config } from "./codegen/PlayCodegen.ts";

export class Play extends PlayCodegen {}

config.cascadeDelete("sequels");
config.cascadeDelete("poster");
config.cascadeDelete("props");
config.cascadeDelete("licence");
config.cascadeDelete("tickets");
