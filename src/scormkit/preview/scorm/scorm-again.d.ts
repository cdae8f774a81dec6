// The package keeps the types of these entry points elsewhere than its scripts.
declare module "scorm-again/scorm12" {
  export { default as Scorm12API } from "scorm-again/dist/types/Scorm12API";
}
declare module "scorm-again/scorm2004" {
  export { default as Scorm2004API } from "scorm-again/dist/types/Scorm2004API";
}
declare module "scorm-again/sequencing" {
  export type {
    ActivitySettings, ObjectiveMapInfoSettings, ObjectiveSettings, RollupRuleSettings,
    SequencingControlsSettings, SequencingRuleSettings,
  } from "scorm-again/dist/types/types/sequencing_types";
}
