import { start } from "../../player/start";
import { Scorm12Lms } from "./lms";

start(() => new Scorm12Lms(window));
