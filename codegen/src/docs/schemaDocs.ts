// The description of a domain for people who read: pages that need no server, no network and no JavaScript.
import { diagramOf } from "../erd/diagramOf.ts";
import { erd, rowsShownOf } from "../erd/erd.ts";
import { newLayout } from "../erd/newLayout.ts";
import { svg } from "../erd/svg.ts";
import type { Description } from "./Description.ts";
import { diagramPage } from "./diagramPage.ts";
import { entityPage } from "./entityPage.ts";
import { enumPage } from "./enumPage.ts";
import { indexPage } from "./indexPage.ts";
import { linkTo, pathOf, type PageKind } from "./links.ts";
import { Markup, markup, type Part } from "./markup.ts";
import { neighbourhood } from "./neighbourhood.ts";
import { searchIndex } from "./searchIndex.ts";
import { searchScript } from "./searchScript.ts";
import { styleSheet } from "./styleSheet.ts";

export interface DocFile {
  /** Below the folder of the description. */
  readonly path: string;
  readonly contents: string;
}

export async function schemaDocs(description: Description): Promise<ReadonlyArray<DocFile>> {
  const { model } = description;
  const layOut = newLayout();
  const diagram = diagramOf(model);
  const kinds = new Map<string, PageKind>(diagram.boxes.map(({ name, kind }) => [name, kind]));
  const linkFrom =
    (up: string) =>
    (name: string): string =>
      linkTo(kinds.get(name)!, name, up);
  const pictureOf = async (name: string): Promise<Part> => {
    const around = neighbourhood(name, diagram);
    if (around === undefined) return undefined;
    const options = {
      title: `${name} and what is next to it`,
      linkOf: linkFrom("../"),
      focus: name,
    };
    return markup`<div class="picture scroll" tabindex="0" role="region" aria-label="Drawing of ${name}">${Markup.trusted(svg(await layOut(around), options))}</div>`;
  };
  const drawing = await layOut(diagramOf(model, { rows: rowsShownOf(model) }));
  const entityPages: DocFile[] = [];
  for (const entity of model.entities)
    entityPages.push({
      path: pathOf("entity", entity.name),
      contents: entityPage(entity, description, await pictureOf(entity.name)),
    });
  return [
    { path: "index.html", contents: indexPage(model) },
    {
      path: "diagram.html",
      contents: diagramPage(model, svg(drawing, { title: "The domain", linkOf: linkFrom("") })),
    },
    ...(await erd(model, layOut)),
    { path: "style.css", contents: styleSheet },
    { path: "search.js", contents: searchScript },
    { path: "search-index.js", contents: searchIndex(model) },
    ...entityPages,
    ...[...model.enums, ...model.nativeEnums].map((each) => ({
      path: pathOf("enum", each.name),
      contents: enumPage(each, model),
    })),
  ];
}
