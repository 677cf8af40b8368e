// Where the pages stand, seen from each other. Every page but those at the top is one folder deep.

export type PageKind = "entity" | "enum";

const folders = { entity: "entities", enum: "enums" } as const;

/** Below the folder of the description. */
export function pathOf(kind: PageKind, name: string): string {
  return `${folders[kind]}/${name}.html`;
}

/** @param up from the page that has the link to the top: `"../"`, or `""` at the top */
export function linkTo(kind: PageKind, name: string, up: string): string {
  return `${up}${folders[kind]}/${encodeURIComponent(name)}.html`;
}

/** What the element of a field is called on its entity's page. */
export function anchorOf(field: string): string {
  return `field-${field}`;
}
