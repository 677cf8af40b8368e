import { NoteCodegen, noteConfig } from "./codegen/NoteCodegen.ts";

export class Note extends NoteCodegen {}

noteConfig.placeholder();
