// The page of one entity.
import { qualifiedName } from "../erd/qualifiedName.ts";
import { shortType } from "../erd/shortType.ts";
import type { EntityModel } from "../model/DomainModel.ts";
import type { Description } from "./Description.ts";
import { fieldTable } from "./fieldRows.ts";
import { linkTo } from "./links.ts";
import { markup, type Part } from "./markup.ts";
import { enumNames, page } from "./page.ts";
import { relationTable } from "./relationRows.ts";
import { ruleList } from "./ruleList.ts";
import { prose, section, table } from "./table.ts";

/** @param picture the entity with what is around it */
export function entityPage(
  entity: EntityModel,
  { model, rules }: Description,
  picture: Part,
): string {
  const { name, comment, fields, inherited, scopes } = entity;
  const enums = new Set(enumNames(model));
  const isEnum = (each: string): boolean => enums.has(each);
  const held = ruleList(entity, rules[name] ?? []);
  return page(model, {
    title: name,
    up: "../",
    current: name,
    body: markup`<h1>${name}</h1>
${prose(comment, "lead")}
${facts(entity, model.settings.tagDelimiter)}
${picture}
${section("fields", "Fields", fieldTable(entity, fields, isEnum, `Fields of ${name}`))}
${section("relations", "Relations", relationTable(entity, fields, `Relations of ${name}`))}
${section("inherited", "Inherited", inherited.length > 0 && [fieldTable(entity, inherited, isEnum, `Fields that ${name} inherits`), relationTable(entity, inherited, `Relations that ${name} inherits`)])}
${section("rules", "Rules", held.length > 0 && markup`<ul class="rules">${held.map((rule) => markup`<li>${rule}</li>\n`)}</ul>`)}
${section("indexes", "Indexes", indexTable(entity))}
${section("scopes", "Scopes", scopes.length > 0 && markup`<ul>${scopes.map((scope) => markup`<li><code>${scope.entity}.${scope.name}${scope.isParameterized && "(…)"}</code></li>`)}</ul>`)}`,
  });
}

function link(entity: string): Part {
  return markup`<a href="${linkTo("entity", entity, "../")}">${entity}</a>`;
}

function facts(entity: EntityModel, delimiter: string): Part {
  const { name, tag, table: stored, id, subtypeOf, subTypes, isAbstract, orderBy } = entity;
  const keyColumn = stored.columns.find((column) => column.name === id.column);
  const list: ReadonlyArray<readonly [string, Part]> = [
    [
      stored.kind === "table" ? "Table" : stored.kind[0]!.toUpperCase() + stored.kind.slice(1),
      markup`<code>${qualifiedName(stored)}</code>`,
    ],
    [
      "Id",
      markup`<code>${tag}${delimiter}…</code> <span class="soft">by ${id.column} ${shortType(keyColumn?.declared ?? keyColumn?.type ?? id.key)}, from ${id.generator}</span>`,
    ],
    ...(subtypeOf === undefined
      ? []
      : [
          [
            "Extends",
            [
              link(subtypeOf.base),
              subtypeOf.kind === "sti" ? " in the same table" : " by a table of its own",
            ],
          ] as const,
        ]),
    ...(subTypes.length === 0
      ? []
      : [
          [
            isAbstract ? "Always one of" : "Extended by",
            subTypes.map((each, at) => [at > 0 && ", ", link(each)]),
          ] as const,
        ]),
    ...(orderBy.length === 0
      ? []
      : [
          [
            "Order",
            orderBy.map(
              ([field, direction], at) =>
                markup`${at > 0 && ", "}<code>${field}${direction === "DESC" && " DESC"}</code>`,
            ),
          ] as const,
        ]),
  ];
  return markup`<dl class="facts" aria-label="About ${name}">${list.map(([term, value]) => markup`<div><dt>${term}</dt><dd>${value}</dd></div>\n`)}</dl>`;
}

function indexTable({ name, table: { indexes, primaryKey } }: EntityModel): Part {
  const rows: ReadonlyArray<ReadonlyArray<Part>> = [
    ...(primaryKey === undefined
      ? []
      : [
          [
            markup`<code>${primaryKey.name}</code>`,
            markup`<code>${primaryKey.columns.join(", ")}</code>`,
            "primary key",
            "",
          ],
        ]),
    ...indexes.map((index) => [
      markup`<code>${index.name}</code>`,
      markup`<code>${index.columns.join(", ")}</code>`,
      [
        index.method,
        index.unique === true && ", unique",
        index.constraint === "exclusion" && ", exclusion",
        index.invalid === true && ", invalid",
      ],
      index.where !== undefined && markup`<code>${index.where}</code>`,
    ]),
  ];
  if (rows.length === 0) return undefined;
  return table(
    `Indexes of ${name}`,
    ["Index", "Columns", "Kind", "Where"],
    rows.map((cells) => ({ cells })),
  );
}
