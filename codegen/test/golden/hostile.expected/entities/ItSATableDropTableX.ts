import {
  ItSATableDropTableXCodegen,
  itSATableDropTableXConfig,
} from "./codegen/ItSATableDropTableXCodegen.ts";

export class ItSATableDropTableX extends ItSATableDropTableXCodegen {}

itSATableDropTableXConfig.placeholder();
