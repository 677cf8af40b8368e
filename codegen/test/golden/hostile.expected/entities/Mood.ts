import { MoodCodegen, moodConfig } from "./codegen/MoodCodegen.ts";

export class Mood extends MoodCodegen {}

moodConfig.placeholder();
