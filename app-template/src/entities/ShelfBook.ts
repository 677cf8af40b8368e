import { hasOneThrough, type Reference } from "kingpost";
import { ShelfBookCodegen, shelfBookConfig } from "./codegen/ShelfBookCodegen.ts";
import type { Reader } from "./Reader.ts";

export class ShelfBook extends ShelfBookCodegen {
  /** Who has it, while it is lent. */
  readonly reader: Reference<ShelfBook, Reader, undefined> = hasOneThrough(
    (book) => book.loan.reader,
  );
}

shelfBookConfig.cascadeDelete("loan");
