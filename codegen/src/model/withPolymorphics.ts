// Foreign keys that the configuration declares to be one reference to entities of several types.
import type { DbTable } from "kingpost/catalog";
import type { EntityContext } from "./buildEntity.ts";
import { shown } from "./classifyTables.ts";
import type {
  ColumnFieldModel,
  FieldModel,
  ManyToOneModel,
  PolymorphicModel,
} from "./DomainModel.ts";
import type { Problems } from "./Problems.ts";

/** The columns, and before the first component of each polymorphic reference the reference itself. */
export function withPolymorphics(
  entity: string,
  table: DbTable,
  columns: ReadonlyArray<ColumnFieldModel>,
  defaults: ReadonlyArray<string>,
  { settings, problems }: Pick<EntityContext, "settings" | "problems">,
): ReadonlyArray<FieldModel> {
  const components = columns.filter(
    (field): field is ManyToOneModel => field.kind === "m2o" && field.component !== undefined,
  );
  const wholes = new Map<ColumnFieldModel, PolymorphicModel>();
  const nameOf = new Map<string, string>();
  for (const [key, members] of Map.groupBy(components, ({ component }) => component!)) {
    const { name = key, polymorphic } = settings.entities[entity]!.relations![key]!;
    nameOf.set(key, name);
    wholes.set(members[0]!, {
      kind: "poly",
      name,
      notNull: polymorphic === "notNull",
      hasDefaultInCode: defaults.includes(name),
      components: members.map((field) => ({ field: field.name, other: field.other })),
    });
    check(table, name, members, polymorphic === "notNull" ? "= 1" : "<= 1", problems);
  }
  return columns.flatMap((field): FieldModel[] => {
    if (field.kind !== "m2o" || field.component === undefined) return [field];
    const whole = wholes.get(field);
    const component = { ...field, component: nameOf.get(field.component)! };
    return whole === undefined ? [component] : [whole, component];
  });
}

function check(
  table: DbTable,
  name: string,
  components: ReadonlyArray<ManyToOneModel>,
  count: string,
  problems: Problems,
): void {
  const columns = components.map(({ column }) => column.name);
  for (const { column } of components.filter(({ notNull }) => notNull))
    problems.error(
      `${shown(table)}.${column.name} is NOT NULL, so it cannot be one of several ways in which ${name} leads; drop NOT NULL.`,
    );
  const isChecked = table.checks.some(
    ({ expression }) =>
      expression.includes("num_nonnulls(") &&
      columns.every((column) => expression.includes(column)),
  );
  if (!isChecked)
    problems.warn(
      `${shown(table)}: nothing keeps two columns of ${name} from being set at once; add CHECK (num_nonnulls(${columns.join(", ")}) ${count}).`,
    );
}
