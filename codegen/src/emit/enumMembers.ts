// What an enum field adds to an entity: the row behind the code, and a question for each code.
import type { EnumFieldModel, EnumModel, NativeEnumModel } from "../model/DomainModel.ts";
import { reservedMembers } from "../model/reservedMembers.ts";
import type { EntityNames } from "./EntityNames.ts";
import type { Imports } from "./Imports.ts";
import { printValue } from "./printValue.ts";

/** More questions than this would only be in the way. */
const maxQuestions = 12;

export function enumMembers(
  field: EnumFieldModel,
  { entity, enums, imports }: EntityNames,
): ReadonlyArray<string> {
  const model = enums.get(field.enum)!;
  const fields = [...entity.inherited, ...entity.fields];
  const taken = new Set([...reservedMembers, ...fields.map(({ name }) => name)]);
  const members: string[] = [];
  const details = `${field.name}Details`;
  if (!taken.has(details)) members.push(detailsGetter(field, details, model, imports));
  if (model.values.length > maxQuestions) return members;
  const others = fields.flatMap((other) =>
    other !== field && other.kind === "enum" ? enums.get(other.enum)!.values : [],
  );
  for (const { member, code } of model.values) {
    const short = `is${member}`;
    const name =
      taken.has(short) || others.some((other) => other.member === member)
        ? `is${upperFirst(field.name)}${member}`
        : short;
    if (taken.has(name)) continue;
    taken.add(name);
    const isCode = field.isArray ? `.includes(${printValue(code)})` : ` === ${printValue(code)}`;
    members.push(`get ${name}(): boolean { return this.${field.name}${isCode}; }`);
  }
  return members;
}

function detailsGetter(
  field: EnumFieldModel,
  name: string,
  model: EnumModel | NativeEnumModel,
  imports: Imports,
): string {
  const file = `enums/${model.name}`;
  const type = imports.file(file, `${model.name}Details`, "type");
  const lookUp = imports.file(file, model.lookUp, "value");
  if (field.isArray)
    return `get ${name}(): ${type}[] { return this.${field.name}.map((code) => ${lookUp}.getByCode(code)); }`;
  if (field.notNull)
    return `get ${name}(): ${type} { return ${lookUp}.getByCode(this.${field.name}); }`;
  return `get ${name}(): ${type} | undefined {
    const code = this.${field.name};
    return code === undefined ? undefined : ${lookUp}.getByCode(code);
  }`;
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
