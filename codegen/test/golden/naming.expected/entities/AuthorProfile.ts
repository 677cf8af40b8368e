import { AuthorProfileCodegen, authorProfileConfig } from "./codegen/AuthorProfileCodegen.js";

export class AuthorProfile extends AuthorProfileCodegen {}

authorProfileConfig.placeholder();
