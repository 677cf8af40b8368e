import { LedgerCodegen, ledgerConfig } from "./codegen/LedgerCodegen.ts";

export class Ledger extends LedgerCodegen {}

ledgerConfig.placeholder();
