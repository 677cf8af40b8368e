// What was found wrong while a model is made. Warnings are shown; errors are all collected before they end the run.
import { CodegenError } from "../errors/CodegenError.ts";

export class Problems {
  readonly warnings: string[] = [];
  readonly errors: string[] = [];

  warn(text: string): void {
    if (!this.warnings.includes(text)) this.warnings.push(text);
  }

  error(text: string): void {
    if (!this.errors.includes(text)) this.errors.push(text);
  }

  /** @throws CodegenError (`SCHEMA`) when there was an error */
  throwErrors(): void {
    if (this.errors.length > 0) throw new CodegenError("SCHEMA", this.errors);
  }
}
