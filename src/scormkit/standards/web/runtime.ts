import { XapiLms } from "../../lrs/lms";
import type { CourseData } from "../../player/course";
import type { Lms } from "../../player/lms";
import { browserStore, start } from "../../player/start";
import { Fitting } from "./fitting";
import { WebLms } from "./lms";
import { Parent } from "./parent";

const parent = Parent.of(window);
const fitting = parent && new Fitting(parent);

void start(connect).then((learner) => {
  if (!parent || !fitting) return;
  const { course } = learner;
  const result = (): void => parent.tellResult(course, learner.snapshot());
  fitting.begin(course.id);
  learner.onchange(result);
  result();
  parent.onask(() => {
    fitting.tell(course.id);
    result();
  });
});

/** A Learning Record Store where the address names one, else the learner's own browser. */
function connect(course: CourseData): Lms {
  const lrs = new XapiLms(course, window);
  if (lrs.launched) return lrs;
  return new WebLms(browserStore(), `${course.id}:${course.modules[0]?.id ?? ""}`);
}
