import { RecordsHolderCodegen, recordsHolderConfig } from "./codegen/RecordsHolderCodegen.ts";

export class RecordsHolder extends RecordsHolderCodegen {}

recordsHolderConfig.placeholder();
