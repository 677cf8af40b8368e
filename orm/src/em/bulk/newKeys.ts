// Keys for rows that are inserted without entities being made of them.
import { randomUUID } from "node:crypto";
import { InvalidValueError } from "../../errors/InvalidValueError.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import { ownKeys } from "../../session/ownKeys.ts";
import type { UnitOfWork } from "../UnitOfWork.ts";

/** `undefined` where the database makes them. @throws InvalidValueError (`INVALID_VALUE`) where the application must give them */
export async function newKeys(
  { session, driver }: UnitOfWork,
  { type, idField, idGenerator, sequence, rootType }: EntityMeta,
  count: number,
): Promise<ReadonlyArray<string> | undefined> {
  const own = driver.idAssigners?.[rootType.type];
  if (own !== undefined) return await ownKeys(session, rootType, own, count);
  switch (idGenerator) {
    case "sequence": {
      const [keys] = await driver.ids.assign(
        [{ sequence: sequence!, count }],
        async (statement) => {
          const [outcome] = await session.executor.execute([statement]);
          if (outcome!.error !== undefined) throw outcome!.error;
          return outcome!.result;
        },
      );
      return keys!;
    }
    case "uuid7":
      return Array.from({ length: count }, () => driver.ids.uuidV7());
    case "uuid4":
      return Array.from({ length: count }, () => randomUUID());
    case "database":
      return undefined;
    case "application":
      throw new InvalidValueError({
        entity: type,
        field: idField.fieldName,
        reason: "is required",
      });
  }
}
