// The relations whose other ends hold a key of the entity: these rows have to let go before it can be deleted. Those of views
// show what tables hold.
import type { OneToManyField, OneToOneField } from "../schema/Field.ts";
import type { EntityState } from "../session/EntityState.ts";

export function childFields({ meta }: EntityState): Array<OneToManyField | OneToOneField> {
  return meta.relations.flatMap((field) =>
    (field.kind === "o2m" || field.kind === "o2o") && field.otherMeta.view === undefined
      ? [field]
      : [],
  );
}

/** Without those whose rows the database looks after. */
export function ownChildFields(state: EntityState): Array<OneToManyField | OneToOneField> {
  return childFields(state).filter(({ otherField }) => otherField.onDelete === undefined);
}
