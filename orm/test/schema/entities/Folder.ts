import { FolderCodegen, folderConfig as config } from "./codegen/FolderCodegen.ts";

export class Folder extends FolderCodegen {}

config.addCycleRule(
  "parentsRecursive",
  (folder, path) => `${String(folder)} is inside itself: ${path.join(" > ")}`,
);
