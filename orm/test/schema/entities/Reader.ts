import { ReaderCodegen, readerConfig, readerScope as scope } from "./codegen/ReaderCodegen.ts";

export class Reader extends ReaderCodegen {
  static heavy = scope((a) => a.weight.gte(80));
  static named = scope.fn((name: string) => ({ name }));
  static shelved = scope({ shelf: { room: "north" } });
  // Declared before the scope that it names.
  static heavyRed = Reader.heavy.red;
  static red = scope({ favoriteColor: "RED" });
  static lightest = scope({ weight: { ne: null } })
    .orderBy({ weight: "ASC" })
    .limit(1);
  static lending = scope({ loans: true });
}

readerConfig.placeholder();
