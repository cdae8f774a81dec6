import { start } from "../../player/start";
import { Scorm12Lms } from "./lms";

void start(() => new Scorm12Lms(window));
