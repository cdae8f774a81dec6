import { XapiLms } from "../../lrs/lms";
import { start } from "../../player/start";

start((course) => new XapiLms(course, window));
