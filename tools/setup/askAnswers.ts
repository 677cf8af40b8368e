// Asks on a terminal for what the command line left open.
import type { Answers } from "./Answers.ts";
import { checkAnswer } from "./checkAnswer.ts";
import type { Extra } from "./Extra.ts";
import { extras } from "./extras.ts";
import { SetupError } from "./SetupError.ts";
import type { SetupOptions } from "./SetupOptions.ts";

export async function askAnswers(options: SetupOptions, defaults: Answers): Promise<Answers> {
  // Prompts take a moment to load, and most runs in scripts need none.
  const { intro, isCancel, multiselect, text } = await import("@clack/prompts");
  const answered = <T>(answer: T): Exclude<T, symbol> => {
    if (!isCancel(answer)) return answer as Exclude<T, symbol>;
    throw new SetupError("SETUP_CANCELLED", "Nothing was changed.");
  };
  intro("A project of your own");
  const name =
    options.name ??
    answered(
      await text({
        message: "Its name",
        initialValue: defaults.name,
        validate: (value) => checkAnswer.name(value ?? ""),
      }),
    );
  const scope =
    options.scope ??
    answered(
      await text({
        message: "The scope of its private packages",
        initialValue: defaults.name === name ? defaults.scope : name,
        validate: (value) => checkAnswer.scope((value ?? "").replace(/^@/, "")),
      }),
    ).replace(/^@/, "");
  let { keep } = options;
  while (keep === undefined) {
    const chosen: Array<Extra> = answered(
      await multiselect<Extra>({
        message: "What to keep beside the application",
        options: (Object.keys(extras) as Array<Extra>).map((value) => ({
          value,
          label: value,
          hint: extras[value].about,
        })),
        initialValues: [...defaults.keep],
        required: false,
      }),
    );
    const wrong = checkAnswer.keep(chosen);
    if (wrong === undefined) keep = chosen;
    else console.log(wrong);
  }
  return { name, scope, keep };
}
