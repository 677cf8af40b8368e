import { LoanCodegen, loanConfig } from "./codegen/LoanCodegen.ts";

export class Loan extends LoanCodegen {}

loanConfig.placeholder();
