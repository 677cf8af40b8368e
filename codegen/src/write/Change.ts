/** What a run does to one file, given by its path below the folder of the configuration. */
export type Change =
  | { readonly kind: "unchanged"; readonly path: string }
  | { readonly kind: "created"; readonly path: string; readonly after: string }
  | {
      readonly kind: "updated";
      readonly path: string;
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: "deleted"; readonly path: string; readonly before: string };
