import { enumTable } from "../emit/enumTable.ts";
import { nativeEnum } from "../emit/nativeEnum.ts";
import type { Planner } from "./Planner.ts";

export const planEnums: Planner = ({ enums, nativeEnums }, { emit, inEntities }) => {
  const file = (name: string, contents: string) => ({
    mode: "always" as const,
    path: inEntities(`enums/${name}.ts`),
    contents,
  });
  return [
    ...enums.map((each) => file(each.name, enumTable(each, emit))),
    ...nativeEnums.map((each) => file(each.name, nativeEnum(each, emit))),
  ];
};
