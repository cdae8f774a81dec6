// The package keeps the types of this entry point elsewhere than its script.
declare module "scorm-again/scorm12" {
  export { default as Scorm12API } from "scorm-again/dist/types/Scorm12API";
}
