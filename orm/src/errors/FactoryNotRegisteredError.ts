// A test needs an entity whose factory was not registered.
import { KingpostError } from "./KingpostError.ts";

/** `No factory of Author is registered: import the generated factories/index.ts`. */
export class FactoryNotRegisteredError extends KingpostError<"FACTORY"> {
  constructor({ type }: { readonly type: string }) {
    super(
      "FACTORY",
      `No factory of ${type} is registered: import the generated factories/index.ts`,
    );
  }
}
