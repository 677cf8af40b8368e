// Kingpost as it is published: others are JavaScript as well, and its TypeScript source would be stripped file by file.
import { registerHooks } from "node:module";

const source = new URL("../../../orm/src/", import.meta.url).href;
const built = new URL("../../../orm/dist/", import.meta.url).href;

/** From now on `kingpost` is what `tsc -b orm` has written. */
export function useBuilt(): void {
  registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context);
      if (!found.url.startsWith(source)) return found;
      const path = found.url.slice(source.length).replace(/\.ts$/, ".js");
      return { ...found, url: built + path, format: "module" };
    },
  });
}
