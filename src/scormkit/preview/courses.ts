// Which standard is played by what.

import { LrsCourse } from "./lrs/course";
import { PlainCourse } from "./plain";
import { Scorm12Course } from "./scorm/scorm12/course";
import { Scorm2004Course } from "./scorm/scorm2004/course";
import type { Course, Opening } from "./session";

export function openCourse(opening: Opening): Course {
  switch (opening.boot.standard) {
    case "scorm12":
      return new Scorm12Course(opening);
    case "scorm2004":
      return new Scorm2004Course(opening);
    case "cmi5":
    case "xapi":
      return new LrsCourse(opening);
    default:
      return new PlainCourse(opening);
  }
}
