import type { TsType } from "../model/TsType.ts";

/** A type as TypeScript writes it. */
export function typeText(type: TsType): string {
  switch (type.kind) {
    case "name":
      return type.argument === undefined ? type.name : `${type.name}<${typeText(type.argument)}>`;
    case "list":
      return `ReadonlyArray<${typeText(type.of)}${type.hasNulls === true ? " | null" : ""}>`;
    case "union":
      return type.of.map(typeText).join(" | ");
  }
}
