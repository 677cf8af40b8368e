// An entity of another entity manager or domain was given.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Author:1 belongs to another EntityManager than Book:1`. Load it by id in this one. */
export class ForeignEntityError extends KingpostError<"FOREIGN_ENTITY"> {
  constructor({
    entity,
    other,
    reason,
  }: {
    readonly entity: Subject;
    readonly other?: Subject;
    readonly reason?: string;
  }) {
    const than = other === undefined ? "" : ` than ${String(other)}`;
    super(
      "FOREIGN_ENTITY",
      `${String(entity)} ${reason ?? `belongs to another EntityManager${than}: load it by id in this one`}`,
      { entities: entitiesOf(entity, other) },
    );
  }
}
