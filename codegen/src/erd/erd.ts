// The drawing of a domain, as text for Mermaid and as a picture.
import type { DomainModel } from "../model/DomainModel.ts";
import { type DiagramOptions, diagramOf } from "./diagramOf.ts";
import { mermaid } from "./mermaid.ts";
import { type LayOut, newLayout } from "./newLayout.ts";
import { svg } from "./svg.ts";

/** What a picture has room for: of many entities the keys and references. The text for Mermaid has all of it. */
export function rowsShownOf({ entities }: DomainModel): NonNullable<DiagramOptions["rows"]> {
  return entities.length > 60 ? { ofEntities: 0, ofEnums: 0 } : { ofEntities: 24, ofEnums: 12 };
}

/** @returns contents by name of the file */
export async function erd(
  model: DomainModel,
  layOut: LayOut = newLayout(),
): Promise<ReadonlyArray<{ readonly path: string; readonly contents: string }>> {
  const picture = await layOut(diagramOf(model, { rows: rowsShownOf(model) }));
  return [
    { path: "erd.mmd", contents: mermaid(diagramOf(model)) },
    { path: "erd.svg", contents: svg(picture, { title: "The domain" }) },
  ];
}
