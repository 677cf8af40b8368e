/** The name of an entity's config: `authorConfig`. */
export function configNameOf(entity: string): string {
  const [first = "", ...rest] = Array.from(entity);
  return `${first.toLowerCase()}${rest.join("")}Config`;
}

/** The name of the function that makes an entity's scopes: `authorScope`. */
export function scopeNameOf(entity: string): string {
  return configNameOf(entity).replace(/Config$/, "Scope");
}
