import { start } from "../../player/start";
import { Scorm2004Lms } from "./lms";

start((course) => new Scorm2004Lms(window, course));
