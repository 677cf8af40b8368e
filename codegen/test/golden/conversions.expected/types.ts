// What the application brings along.
import type { CustomSerde, StandardSchema } from "kingpost";

export type Code = string & { readonly __brand: "Code" };

export class Email {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export const emailCodec: CustomSerde<Email, string> = {
  toDb: ({ text }) => text,
  fromDb: (text) => new Email(text),
};

export class Price {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }
}

export const priceCodec: CustomSerde<Price, string> = {
  toDb: ({ digits }) => digits,
  fromDb: (digits) => new Price(digits),
};

export const Address: StandardSchema<{ zip: number | string }, { zip: string }> = {
  "~standard": {
    version: 1,
    vendor: "the application",
    validate: (value) => ({ value: { zip: String((value as { zip: unknown }).zip) } }),
  },
};
