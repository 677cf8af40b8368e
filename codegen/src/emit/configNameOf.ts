/** The name of an entity's config: `authorConfig`. */
export function configNameOf(entity: string): string {
  const [first = "", ...rest] = Array.from(entity);
  return `${first.toLowerCase()}${rest.join("")}Config`;
}
