// What must hold of an entity, in words: what the database refuses, and what its class registers.
import type { EntityModel, FieldModel } from "../model/DomainModel.ts";
import type { RuleSource } from "../source/RuleSource.ts";
import { markup, type Part } from "./markup.ts";
import { prose } from "./table.ts";

export function ruleList(
  entity: EntityModel,
  rules: ReadonlyArray<RuleSource>,
): ReadonlyArray<Part> {
  const { fields, narrowed, table } = entity;
  const all = [...fields, ...narrowed];
  const required = all.filter(isRequired).map(({ name }) => name);
  return [
    ...(required.length === 0
      ? []
      : [
          markup`<b>Required:</b> ${required.map((name, at) => markup`${at > 0 && ", "}<code>${name}</code>`)}`,
        ]),
    ...table.indexes
      .filter(({ unique, invalid }) => unique === true && invalid !== true)
      .map(
        ({ name, columns, where }) =>
          markup`<b>Unique:</b> <code>${columns.join(", ")}</code>${where !== undefined && markup` where <code>${where}</code>`} <span class="soft">${name}</span>`,
      ),
    ...table.checks.map(
      ({ name, expression }) =>
        markup`<b>Check:</b> <code>${expression}</code> <span class="soft">${name}</span>`,
    ),
    ...table.indexes
      .filter(({ constraint }) => constraint === "exclusion")
      .map(({ name }) => markup`<b>Exclusion:</b> <span class="soft">${name}</span>`),
    ...all.flatMap((field) => {
      const length = longestOf(field);
      return length === undefined
        ? []
        : [markup`<b>Length:</b> <code>${field.name}</code> of at most ${length} characters`];
    }),
    ...rules.map(
      ({ method, about, comment }) =>
        markup`<b>In code:</b> <code>${about === undefined ? method : `${method}(${about})`}</code>${prose(comment)}`,
    ),
  ];
}

/** It has to be given: nothing else gives it a value. */
function isRequired(field: FieldModel): boolean {
  if (field.kind === "poly") return field.notNull && !field.hasDefaultInCode;
  if (!("column" in field) || !field.notNull) return false;
  const { column, hasDefaultInCode, isDiscriminator } = field;
  const isFilled =
    hasDefaultInCode ||
    isDiscriminator === true ||
    column.default !== undefined ||
    column.identity !== undefined ||
    column.generated !== undefined ||
    (field.kind === "primitive" && field.role !== undefined);
  return !isFilled;
}

function longestOf(field: FieldModel): number | undefined {
  if (!("column" in field)) return undefined;
  const [, length] = /^character(?: varying)?\((\d+)\)$/u.exec(field.column.declared ?? "") ?? [];
  return length === undefined ? undefined : Number(length);
}
