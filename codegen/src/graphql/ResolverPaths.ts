// How files below the folder of resolvers import each other and what is around them.
import { relativeSpecifier } from "../emit/relativeSpecifier.ts";

export interface ResolverFolders {
  /** The folder of resolvers, of entities, and what is named in the configuration: below the folder of the configuration. */
  readonly resolvers: string;
  readonly entities: string;
  readonly extension: string;
}

export class ResolverPaths {
  readonly #folders: ResolverFolders;
  readonly #from: string;

  /** @param path of the importing file, below the folder of resolvers: `author/authorQuery.ts` */
  constructor(folders: ResolverFolders, path: string) {
    this.#folders = folders;
    const folder = path.split("/").slice(0, -1).join("/");
    this.#from = folder === "" ? folders.resolvers : `${folders.resolvers}/${folder}`;
  }

  entity(name: string): string {
    return this.#inEntities(name);
  }

  factory(name: string): string {
    return this.#inEntities(`factories/${name}`);
  }

  enum(name: string): string {
    return this.#inEntities(`enums/${name}`);
  }

  /** Another file below the folder of resolvers, without its ending. */
  resolver(path: string): string {
    return `${relativeSpecifier(this.#from, `${this.#folders.resolvers}/${path}`)}${this.#folders.extension}`;
  }

  /** A module as the configuration names it: of the project, or of a package. */
  module(module: string): string {
    if (!module.startsWith(".")) return module;
    return relativeSpecifier(this.#from, module).replace(/\.ts$/u, this.#folders.extension);
  }

  #inEntities(path: string): string {
    const { entities, extension } = this.#folders;
    return `${relativeSpecifier(this.#from, entities === "." ? path : `${entities}/${path}`)}${extension}`;
  }
}
