// The package keeps the types of this entry point elsewhere than its script.
declare module "scorm-again/scorm2004" {
  export { default as Scorm2004API } from "scorm-again/dist/types/Scorm2004API";
}
