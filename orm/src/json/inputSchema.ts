// What REST and RPC endpoints check input by before it comes near entities.
import { metaOf } from "../schema/ids/MetaOrType.ts";
import type { DeepPartialOrNull } from "../types/DeepPartialOrNull.ts";
import type { Entity, MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import type { StandardSchema } from "../types/StandardSchema.ts";
import { InputReader } from "./InputReader.ts";

/** What input is for: with `create` what a new entity requires has to be there. */
export interface InputSchemaOptions {
  readonly for: "create" | "update";
  /** How deep objects may be nested. Default: 10. */
  readonly maxDepth?: number | undefined;
}

/**
 * A validator, by Standard Schema, of what `em.upsert` and `entity.setDeepPartial` take, as JSON has it: unknown keys are refused, values
 * have to be of their types, and dates and bigints may be texts, which come out as dates and bigints. All issues are told at
 * once, each with its path.
 * @example
 * const schema = inputSchema(Author, { for: "create" });
 * const result = await schema["~standard"].validate(request.body);
 * if (result.issues !== undefined) return reply.code(422).send(result.issues);
 * const author = await em.upsert(Author, result.value);
 */
export function inputSchema<T extends Entity>(
  type: MaybeAbstractEntityConstructor<T>,
  { for: purpose, maxDepth = 10 }: InputSchemaOptions,
): StandardSchema<DeepPartialOrNull<T>> {
  return {
    "~standard": {
      version: 1,
      vendor: "kingpost",
      validate(input) {
        const reader = new InputReader(purpose === "create", maxDepth);
        // A module may make its schemas before the domain is linked.
        const value = reader.read(metaOf(type), input);
        return reader.issues.length > 0
          ? { issues: reader.issues }
          : { value: value as DeepPartialOrNull<T> };
      },
    },
  };
}
