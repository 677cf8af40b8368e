import { ReminderCodegen, reminderConfig } from "./codegen/ReminderCodegen.ts";

export class Reminder extends ReminderCodegen {}

reminderConfig.placeholder();
