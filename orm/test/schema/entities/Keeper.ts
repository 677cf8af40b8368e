import { KeeperCodegen, keeperConfig } from "./codegen/KeeperCodegen.ts";

export class Keeper extends KeeperCodegen {}

keeperConfig.placeholder();
