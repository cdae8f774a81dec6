from browser.courses import make_course, make_package
from browser.learner import Learner
def test_x(lms, tmp_path, shots):
    l = Learner(lms(make_package(make_course("ru"), tmp_path/"a.zip")))
    l.do_the_reading(); l.press(); l.answer(right=True); l.answer(right=False); l.lms.page.wait_for_timeout(500)
    l.lms.page.screenshot(path='/tmp/h7/p.png')
