// Which entities and fields of a domain its GraphQL schema shows, and under which names.
import type { GraphqlSettings } from "../config/toGraphqlSettings.ts";
import type {
  DomainModel,
  EntityModel,
  EnumModel,
  FieldModel,
  NativeEnumModel,
} from "../model/DomainModel.ts";
import { camelOf, pascalOf, pluralCamelOf } from "../model/identifierOf.ts";

export interface EntityNames {
  /** `author`: the query of one, and the folder of its resolvers. */
  readonly one: string;
  /** `authors`; a word without a plural gives `series` and `seriesById`. */
  readonly many: string;
  readonly byId: string;
  /** `Authors`. */
  readonly plural: string;
}

export class Shown {
  readonly model: DomainModel;
  readonly settings: GraphqlSettings;
  /** Those that the schema shows, by name. */
  readonly entities: ReadonlyMap<string, EntityModel>;
  readonly enums: ReadonlyMap<string, EnumModel | NativeEnumModel>;
  readonly warnings: ReadonlyArray<string>;

  constructor(model: DomainModel, settings: GraphqlSettings) {
    this.model = model;
    this.settings = settings;
    const warnings: string[] = [];
    const isShown = ({ name }: EntityModel): boolean => {
      if (!settings.isShown(name)) return false;
      if (isGraphqlName(name)) return true;
      warnings.push(`${name}: GraphQL has no such names, so the schema leaves it out.`);
      return false;
    };
    this.entities = new Map(model.entities.filter(isShown).map((each) => [each.name, each]));
    const enums = [...model.enums, ...model.nativeEnums];
    this.enums = new Map(
      enums.filter(({ name }) => isGraphqlName(name)).map((each) => [each.name, each]),
    );
    this.warnings = warnings;
  }

  names({ name }: EntityModel): EntityNames {
    const one = camelOf(name);
    const many = pluralCamelOf(one);
    const plural = pascalOf(many);
    return { one, many, byId: one === many ? `${one}ById` : one, plural };
  }

  /** All fields of an entity, those of what it extends first, with the types that it narrows them to. */
  fieldsOf({ fields, inherited, narrowed }: EntityModel): ReadonlyArray<FieldModel> {
    const own = new Map(narrowed.map((field) => [field.name, field]));
    return [...inherited.map((field) => own.get(field.name) ?? field), ...fields].filter((field) =>
      this.#isShown(field),
    );
  }

  /** What extends an entity, as far as the schema shows it. */
  subtypesOf({ subTypes }: EntityModel): ReadonlyArray<EntityModel> {
    return subTypes.flatMap((name) => this.entities.get(name) ?? []);
  }

  /** What an entity extends, as far as the schema shows it: the nearest first. */
  basesOf(entity: EntityModel): ReadonlyArray<EntityModel> {
    const { subtypeOf } = entity;
    const base = this.model.entities.find(({ name }) => name === subtypeOf?.base);
    if (base === undefined) return [];
    const shown = this.entities.get(base.name);
    return [...(shown === undefined ? [] : [shown]), ...this.basesOf(base)];
  }

  #isShown(field: FieldModel): boolean {
    if (!isGraphqlName(field.name)) return false;
    if ("isSensitive" in field && field.isSensitive) return false;
    switch (field.kind) {
      case "primitive":
        return (
          field.protection !== "read" &&
          field.isDiscriminator !== true &&
          (!field.isLazy || this.settings.lazy)
        );
      case "enum":
        return (
          field.protection !== "read" &&
          field.isDiscriminator !== true &&
          this.enums.has(field.enum)
        );
      case "m2mEnum":
        return this.enums.has(field.enum);
      case "m2o":
        return field.component === undefined && this.entities.has(field.other);
      case "poly":
        return field.components.some(({ other }) => this.entities.has(other));
      case "o2m":
      case "o2o":
      case "m2m":
        return this.entities.has(field.other);
      case "recursive":
        // One field that answers with any number of levels would escape every limit of depth.
        return false;
    }
  }
}

/** What GraphQL takes for a name; two underlines at its beginning are GraphQL's own. */
export function isGraphqlName(name: string): boolean {
  return /^(?!__)[A-Za-z_]\w*$/u.test(name);
}
