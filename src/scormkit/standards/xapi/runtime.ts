import { start } from "../../player/start";
import { XapiLms } from "./lms";

start((course) => new XapiLms(course, window));
