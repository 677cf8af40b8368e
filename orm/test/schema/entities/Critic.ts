import { CriticCodegen, criticConfig } from "./codegen/CriticCodegen.ts";

export class Critic extends CriticCodegen {}

criticConfig.placeholder();
