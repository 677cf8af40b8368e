// What the emitters of one entity's base share: the entity, and how names from outside are called in its file.
import type { DomainModel, EntityModel, EnumModel, PrimitiveModel } from "../model/DomainModel.ts";
import type { Imports } from "./Imports.ts";

export class EntityNames {
  readonly entity: EntityModel;
  readonly enums: ReadonlyMap<string, EnumModel>;
  readonly imports: Imports;
  /** The entity's own class. */
  readonly self: string;
  /** Ids say whose they are. */
  readonly hasTaggedIds: boolean;

  constructor(entity: EntityModel, model: DomainModel, imports: Imports) {
    this.entity = entity;
    this.enums = new Map(model.enums.map((each) => [each.name, each]));
    this.hasTaggedIds = model.settings.idType === "tagged-string";
    this.imports = imports;
    this.self = imports.file(entity.name, entity.name, "type");
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
    return name === this.entity.name ? this.self : this.imports.file(name, name, "type");
  }

  /** A type from the generated base of an entity, which may be this one. */
  baseType(name: string, ending: "Id" | "Order"): string {
    const type = name + ending;
    return name === this.entity.name
      ? type
      : this.imports.file(`codegen/${name}Codegen`, type, "type");
  }

  enumType(name: string): string {
    return this.imports.file(`enums/${name}`, name, "type");
  }

  primitiveType({ type }: PrimitiveModel): string {
    const { name, from, dimensions } = type;
    const local =
      from === "kingpost" ? this.type(name) : from === "enum" ? this.enumType(name) : name;
    return local + "[]".repeat(dimensions);
  }
}
