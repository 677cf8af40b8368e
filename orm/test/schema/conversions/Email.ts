// A type of the application: an address whose parts are known.
import type { CustomSerde } from "kingpost";

export class Email {
  readonly user: string;
  readonly host: string;

  constructor(text: string) {
    const at = text.lastIndexOf("@");
    if (at < 1) throw new TypeError("an e-mail address has an @");
    this.user = text.slice(0, at);
    this.host = text.slice(at + 1);
  }

  toString(): string {
    return `${this.user}@${this.host}`;
  }
}

export const emailCodec: CustomSerde<Email, string> = {
  toDb: (email) => {
    if (!(email instanceof Email)) throw new TypeError("it is no Email");
    return email.toString();
  },
  fromDb: (text) => new Email(text),
};
