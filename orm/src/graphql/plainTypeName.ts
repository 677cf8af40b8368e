/**
 * The GraphQL type of entities of exactly this type, where other types extend it: its own name is then that of an interface.
 * Codegen names it so.
 */
export function plainTypeName(type: string): string {
  return `Plain${type}`;
}
