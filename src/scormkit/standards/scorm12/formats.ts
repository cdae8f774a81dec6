import type { Interaction } from "../../player/lms";
import * as cmi from "../cmi/formats";
import { vocabularies } from "./datamodel.json";

export { time } from "../cmi/formats";

/** CMITimespan with two decimals (RTE 1.2, 3.4). */
export function timespan(seconds: number): string {
  return cmi.timespan(seconds, 2);
}

/** CMIFeedback in the characters of SCORM 1.2; `null` where there are more choices than characters. */
export function feedback(interaction: Interaction): string | null {
  return cmi.feedback(interaction, interaction.given, vocabularies.choice_characters);
}

/** The same of all that is right. */
export function patterns(interaction: Interaction): string[] {
  return cmi.patterns(interaction, vocabularies.choice_characters);
}
