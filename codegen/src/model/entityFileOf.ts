/** An entity's hand-written file, below the folder of entities and without what it ends in: `people/Author`. */
export function entityFileOf(name: string, directory: string | undefined): string {
  const folders = (directory ?? "").split("/").filter((each) => each !== "" && each !== ".");
  return [...folders, name].join("/");
}
