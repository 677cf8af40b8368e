// What the emitters of one entity's base share: the entity, and how names from outside are called in its file.
import type {
  DomainModel,
  EntityModel,
  EnumModel,
  NativeEnumModel,
  PrimitiveModel,
} from "../model/DomainModel.ts";
import type { TsType } from "../model/TsType.ts";
import type { EmitSettings } from "./EmitSettings.ts";
import type { Imports } from "./Imports.ts";

/** How the names of types end that subtypes extend. */
export type BaseEnding =
  | "Fields"
  | "Filter"
  | "FactoryExtras"
  | "IdsOpts"
  | "Opts"
  | "Order"
  | "Unique";

export class EntityNames {
  readonly entity: EntityModel;
  readonly enums: ReadonlyMap<string, EnumModel | NativeEnumModel>;
  readonly imports: Imports;
  /** The entity's own class. */
  readonly self: string;
  /** Entities whose ids do not say whose they are. */
  readonly #untagged: ReadonlySet<string>;
  /** The files of other classes. */
  readonly #files: ReadonlyMap<string, string>;
  readonly #specifierOf: EmitSettings["specifierOf"];

  constructor(
    entity: EntityModel,
    model: DomainModel,
    imports: Imports,
    { specifierOf }: EmitSettings,
  ) {
    this.#specifierOf = specifierOf;
    this.entity = entity;
    this.enums = new Map([...model.enums, ...model.nativeEnums].map((each) => [each.name, each]));
    this.#untagged = new Set(
      model.entities
        .filter(({ id }) => (id.idType ?? model.settings.idType) !== "tagged-string")
        .map(({ name }) => name),
    );
    this.imports = imports;
    this.#files = new Map(model.entities.map(({ name, file }) => [name, file]));
    this.self = imports.file(entity.file, entity.name, "type");
  }

  /** Whether an id of the entity says whose it is. */
  hasTaggedIds(entity: string): boolean {
    return !this.#untagged.has(entity);
  }

  /** A type of the library. */
  type(name: string): string {
    return this.imports.library("kingpost", name, "type");
  }

  /** A value of the library. */
  value(name: string): string {
    return this.imports.library("kingpost", name, "value");
  }

  entityType(name: string): string {
    return name === this.entity.name
      ? this.self
      : this.imports.file(this.#files.get(name)!, name, "type");
  }

  /** A type from the generated base of an entity, which may be this one. */
  baseType(name: string, ending: BaseEnding | "Id"): string {
    const type = name + ending;
    return name === this.entity.name
      ? type
      : this.imports.file(`codegen/${name}Codegen`, type, "type");
  }

  /** The class that this one extends. */
  baseClass(name: string): string {
    return this.imports.file(this.#files.get(name)!, name, "value");
  }

  enumType(name: string): string {
    return this.imports.file(`enums/${name}`, name, "type");
  }

  primitiveType({ type }: PrimitiveModel): string {
    return this.#printType(type);
  }

  /** What may be set: values of the type, and what the runtime makes such a value of. */
  acceptedType({ type, accepted }: PrimitiveModel): string {
    return [type, ...accepted].map((each) => this.#printType(each)).join(" | ");
  }

  #printType(type: TsType): string {
    switch (type.kind) {
      case "union":
        return type.of.map((each) => this.#printType(each)).join(" | ");
      case "list":
        return `ReadonlyArray<${this.#printType(type.of)}${type.hasNulls === true ? " | null" : ""}>`;
      case "name": {
        const local = this.#printName(type);
        return type.argument === undefined ? local : `${local}<${this.#printType(type.argument)}>`;
      }
    }
  }

  #printName({ name, from, isValue }: Extract<TsType, { kind: "name" }>): string {
    switch (from) {
      case "global":
        return name;
      case "kingpost":
        return this.type(name);
      case "temporal":
        return `${this.imports.library("kingpost/temporal", "Temporal", "type")}.${name}`;
      case "enum":
        return this.enumType(name);
      default: {
        const local = this.imports.module(this.#specifierOf(from.module), name, "type");
        return isValue === true ? `typeof ${local}` : local;
      }
    }
  }
}
