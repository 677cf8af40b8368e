// What the application gives a domain for the values of single fields, by entity and field.
import type { CustomSerde } from "../types/CustomSerde.ts";
import type { StandardSchema } from "../types/StandardSchema.ts";

type ByField<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

export interface Conversions {
  // A conversion's types are its own; the generated code has put it where they fit.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly codecs?: ByField<CustomSerde<any, any>> | undefined;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly jsonSchemas?: ByField<StandardSchema<any, any>> | undefined;
}
