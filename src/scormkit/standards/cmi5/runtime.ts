import { start } from "../../player/start";
import { Cmi5Lms } from "./lms";

start((course) => new Cmi5Lms(course, window));
