import { FolderCodegen, folderConfig } from "./codegen/FolderCodegen.ts";

export class Folder extends FolderCodegen {}

folderConfig.placeholder();
