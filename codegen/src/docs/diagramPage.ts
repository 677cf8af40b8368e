// The page with the drawing of everything.
import type { DomainModel } from "../model/DomainModel.ts";
import { Markup, markup } from "./markup.ts";
import { diagramTitle, page } from "./page.ts";

export function diagramPage(model: DomainModel, drawing: string): string {
  return page(model, {
    title: diagramTitle,
    up: "",
    body: markup`<h1>${diagramTitle}</h1>
<p class="legend">Bold fields are required, <code>?</code> may be NULL. <span aria-hidden="true">●</span> key, <span aria-hidden="true">→</span> reference, <span aria-hidden="true">∗</span> unique. A fork is the side of the many; dashed lines lead to enums and to what is extended. A box leads to its page.</p>
<p class="legend">Also as a file: <a href="erd.svg">SVG</a>, <a href="erd.mmd">Mermaid</a>.</p>
<p><label class="fit"><input type="checkbox" checked> Fit the width</label></p>
<div class="scroll drawing" tabindex="0" role="region" aria-label="The drawing">${Markup.trusted(drawing)}</div>`,
  });
}
