"""Files of questions by anybody's hand: GIFT, Aiken, Moodle XML, items of QTI 2 and 3."""

from scormkit.validate.questions.aiken import check_aiken
from scormkit.validate.questions.gift import check_gift
from scormkit.validate.questions.items import check_item, is_item
from scormkit.validate.questions.moodle_xml import check_moodle_xml, is_moodle_xml

__all__ = [
    "check_aiken",
    "check_gift",
    "check_item",
    "check_moodle_xml",
    "is_item",
    "is_moodle_xml",
]
