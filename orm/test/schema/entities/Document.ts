import { DocumentCodegen, documentConfig as config } from "./codegen/DocumentCodegen.ts";

export class Document extends DocumentCodegen {
  /** Whoever approves a document is its reviewer from then on. */
  approve(reviewer: string, note?: string): void {
    this.setStatus("approved");
    this.setReviewer(reviewer);
    this.setSecretNote(note);
  }

  get hasSecretNote(): boolean {
    return this.secretNote !== undefined;
  }
}

config.placeholder();
