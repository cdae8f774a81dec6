import { browserStore, start } from "../../player/start";
import { WebLms } from "./lms";

start((course) => new WebLms(browserStore(), `${course.id}:${course.modules[0]?.id ?? ""}`));
