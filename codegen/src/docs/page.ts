// The frame that all pages share: head, search, list of everything, foot.
import type { DomainModel } from "../model/DomainModel.ts";
import { linkTo } from "./links.ts";
import { Markup, markup, type Part } from "./markup.ts";

export interface PageContent {
  readonly title: string;
  /** From this page to the top: `"../"`, or `""`. */
  readonly up: string;
  /** The entity or enum that the page is about. */
  readonly current?: string;
  readonly body: Part;
}

export function page(model: DomainModel, { title, up, current, body }: PageContent): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${generator}">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="${up}style.css">
<script defer src="${up}search-index.js"></script>
<script defer src="${up}search.js"></script>
</head>
<body data-up="${up}">
<a class="skip" href="#content">Skip to the content</a>
<header class="top">
<a class="home" href="${up}index.html">Schema</a>
<a href="${up}diagram.html"${current === undefined && title === diagramTitle && here}>Diagram</a>
<form class="search" role="search" hidden>
<label for="search">Search</label>
<input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="Search: press /" aria-controls="results">
<div id="results" class="results" role="status" hidden></div>
</form>
</header>
<div class="columns">
<nav class="list" aria-label="Entities and enums">
${list(
  "Entities",
  model.entities.map(({ name }) => [name, linkTo("entity", name, up)] as const),
  current,
)}
${list(
  "Enums",
  enumNames(model).map((name) => [name, linkTo("enum", name, up)] as const),
  current,
)}
</nav>
<main id="content" tabindex="-1">
${body}
</main>
</div>
</body>
</html>
`.toString();
}

/** By this we know our own pages. */
export const generator = "kingpost-schema";

export const diagramTitle = "Diagram";

const here = Markup.trusted(' aria-current="page"');

export function enumNames({ enums, nativeEnums }: DomainModel): ReadonlyArray<string> {
  return [...enums, ...nativeEnums].map(({ name }) => name).toSorted();
}

function list(
  heading: string,
  links: ReadonlyArray<readonly [name: string, link: string]>,
  current: string | undefined,
): Part {
  if (links.length === 0) return undefined;
  return markup`<details open><summary>${heading} <span class="count">${links.length}</span></summary>
<ul>
${links.map(
  ([name, link]) => markup`<li><a href="${link}"${name === current && here}>${name}</a></li>\n`,
)}</ul></details>`;
}
