import { browserStore, start } from "../../player/start";
import { Fitting } from "./fitting";
import { WebLms } from "./lms";
import { Parent } from "./parent";

const parent = Parent.of(window);
const fitting = parent && new Fitting(parent);
void start((course) => new WebLms(browserStore(), `${course.id}:${course.modules[0]?.id ?? ""}`)).then(
  (learner) => {
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
  },
);
