"""How a happening is held: affirmed, denied, doubted, planned, possible; the incidents are invented."""

from __future__ import annotations

import pytest

from isnad.model import Claim, Report
from isnad.read.reader import default_reader


def claims(text: str) -> tuple[Claim, ...]:
    return default_reader().read(Report("t", text, "2024-05-10")).claims


# text, the stances of its claims, note
CASES = [
    ("وصف الوزير الهجوم على المدينة بأنه تطور ستكون له تداعيات", [("affirmed", "event")], "what an attack is called"),
    ("قصف الجيش التركي بلدة تل رفعت", [("affirmed", "event")], "plain"),
    ("لم يتعرض أي موقع في بلدة تل رفعت للقصف", [("denied", "event")], "over nobody"),
    ("يواصل الجيش استعداداته لتنفيذ هجوم على بلدة تل رفعت", [("planned", "event")], "his own preparations"),
    ("يواصل الجنود تدريباتهم لتنفيذ هجوم على بلدة تل رفعت", [("planned", "event")], "what soldiers train for"),
    ("أكد الناطق عدم تعرض أي مقر في بلدة تل رفعت لهجوم", [("denied", "event")], "that it was over nobody"),
    ("توقع القائد أن يسقط المعسكر في أيدي المتمردين خلال ساعات", [("planned", "event")], "a fall that is expected"),
    ("قال القائد إن سقوط البلدة في أيدي الثوار بات مسألة وقت", [("planned", "event")], "a matter of time"),
    ("ذكر الادعاء العام أن الجيش قصف بلدة تل رفعت", [("affirmed", "event")], "an office whose name is like a doubt"),
    ("لا صحة لما يشاع عن انسحاب الجيش من تل رفعت، بحسب مصدر ميداني", [("denied", "event")], "untrue, and who says so"),
    (
        "أكد ناشطون مقتل ثلاثة في محاولة لإنقاذ طفلين أُصيبا في قصف على بلدة تل رفعت",
        [("affirmed", "event")],
        "what hurt those who were to be saved",
    ),
    ("لم يتسن لرويترز التحقق من صحة مقتل القائد في غارة على بلدة تل رفعت", [("doubted", "event")], "by an agency"),
    (
        "قالت صفحات محلية إن قصفاً أصاب بلدة تل رفعت.\nولم تتمكن الجزيرة نت من التحقق من ذلك.",
        [("doubted", "event")],
        "by a site, in the next sentence",
    ),
    ("وكان من المفترض أن تنسحب القوات من مدينة الحديدة", [("planned", "event")], "what was to be"),
    ("يسعى الفصيل لاستغلال الاحتجاجات في مدينة إدلب", [("affirmed", "event")], "meant is what is done with it"),
    ("نفى ناطق باسم الجيش التركي قصف بلدة تل رفعت", [("denied", "event")], "a happening denied"),
    ("نفى مصدر عسكري صحة الأنباء عن سقوط مدينة تل رفعت", [("denied", "event")], "a fall denied, no winner told"),
    ("نفى تنظيم داعش مسؤوليته عن الهجوم على بلدة السخنة", [("denied", "responsibility")], "responsibility denied"),
    ("زعمت وسائل إعلام أن الجيش التركي قصف بلدة تل رفعت", [("doubted", "event")], "زعم"),
    ("تحدثت أنباء غير مؤكدة عن قصف مدفعي على بلدة تل رفعت", [("doubted", "event")], "unconfirmed news"),
    (
        "قالت صفحات محلية إن قصفاً أصاب بلدة تل رفعت، ولم يتسن لنا التحقق من ذلك",
        [("doubted", "event")],
        "verified by nobody, in the same sentence",
    ),
    (
        "قالت صفحات محلية إن قصفاً أصاب بلدة تل رفعت.\nولم يتسن التحقق من صحة الخبر.",
        [("doubted", "event")],
        "in the next sentence",
    ),
    ("يعتزم الجيش التركي شن هجوم على بلدة تل رفعت", [("planned", "event")], "intended"),
    ("يتجهز الجيش التركي لشن هجوم على بلدة تل رفعت", [("planned", "event")], "made ready for"),
    ("ولم تحصل أنقرة على ضوء أخضر لشن هجوم على بلدة تل رفعت", [("planned", "event")], "a green light"),
    ("أكد القائد أن المعركة الفاصلة ستكون قريباً في مدينة تعز", [("planned", "event")], "what will be"),
    (
        "قال الوزير إن الهدنة في السودان ستدخل حيز التنفيذ يوم الأحد",
        [("planned", "event")],
        "and come into force",
    ),
    ("تعرضت بلدة تل رفعت لقصف قيل إنه من قبل الجيش التركي", [("possible", "responsibility")], "who is said to have"),
    (
        "قُتل ثلاثة في غارة لطائرات يُتوقع أنها تركية على تل رفعت",
        [("possible", "responsibility")],
        "who is thought to have",
    ),
    ("حذّر ناشطون من هجوم محتمل على بلدة تل رفعت", [("planned", "event")], "an adjective behind it"),
    ("قُتل ثلاثة أشخاص بغارة يُرجح أنها تركية على بلدة تل رفعت", [("possible", "responsibility")], "the likely doer"),
    (
        "غارة إسرائيلية تستهدف ما يُعتقد أنه مستودع أسلحة في بلدة الكسوة",
        [("affirmed", "event")],
        "a likelihood of the target is none of the doer",
    ),
    ("أوقفت الشرطة العراقية رجلاً يشتبه في انتمائه إلى تنظيم داعش في بلدة القائم", [("affirmed", "event")], "a suspect"),
    ("توعّد تنظيم داعش بمهاجمة السجون في بلدة السخنة", [("affirmed", "event")], "a threat is affirmed where it is made"),
    ("سترد القوات التركية على أي هجوم يستهدف قواعدها", [("affirmed", "event")], "any attack that may come is none"),
    ("سوف ترد القوات التركية على قصف قواعدها أمس", [("affirmed", "event")] * 2, "what is answered has been"),
    ("ستنطلق في مدينة تعز مسيرات حاشدة", [("planned", "event")], "a verb in the future brings it"),
    ("قال وزير الدفاع إن الجيش لم يقصف بلدة تل رفعت", [("denied", "event")], "said not to have been"),
    ("قالت قسد إن قواتها لم تنفذ أي غارة على بلدة تل رفعت", [("denied", "responsibility")], "not by his own forces"),
    ("نفى الجيش التركي علاقته بالقصف على بلدة تل رفعت", [("denied", "responsibility")], "no part in it"),
    ("تنصل تنظيم داعش من الهجوم على بلدة السخنة", [("denied", "responsibility")], "تنصل"),
    ("وصف الجيش التركي الأنباء عن قصف بلدة تل رفعت بالكاذبة", [("denied", "event")], "news called lies"),
    (
        "أقرّ ناطق باسم الجيش التركي بوقوع غارة على بلدة تل رفعت، غير أنه نفى مقتل تسعة مدنيين فيها",
        [("denied", "figure")],
        "one voice, one claim",
    ),
    (
        "أقرّ ناطق باسم الجيش التركي بوقوع غارة على بلدة تل رفعت، غير أنه نفى سقوط تسعة مدنيين فيها",
        [("denied", "figure")],
        "those who fell",
    ),
    ("ومن المقرر أن يجتمع وفدا الحكومة والحركة في مدينة عمان", [("planned", "event")], "من المقرر أن"),
    ("يحاول مسلحون انتزاع السيطرة على بلدة السخنة", [("planned", "event")], "tried for"),
    ("أصيب قائد الشرطة في محاولة لاغتياله في بلدة السخنة", [("affirmed", "event")], "a try at a life is done"),
    ("سيشن الجيش التركي هجوماً على بلدة السخنة", [("planned", "event")], "a light verb in the future"),
    ("ستشهد بلدة السخنة معارك بين الجيش السوري وداعش", [("planned", "event")], "the place will see it"),
    ("قد تشن إسرائيل هجوماً على بلدة الخيام", [("possible", "event")], "قد before the present"),
    ("وقد تعرضت بلدة الخيام لهجوم", [("affirmed", "event")], "قد before the past"),
    ("قد تكون إسرائيل وراء الهجوم على بلدة الخيام", [("possible", "responsibility")], "may be the doer"),
    ("سيتم القبض على قادة داعش في بلدة السخنة", [("planned", "event")], "سيتم"),
    ("قال وزير الدفاع إن العمليات العسكرية في بلدة السخنة ستستمر", [("planned", "event")], "it will go on"),
    ("باتت قسد على وشك السيطرة على بلدة السخنة", [("planned", "event")], "between the two words that tell it"),
    ("قررت وزارة الدفاع التركية سحب قواتها من بلدة السخنة", [("planned", "event")], "resolved upon"),
    ("يعقد وفدا الحكومة والحركة اجتماعاً غداً في مدينة عمان", [("planned", "event")], "a day to come"),
    ("دعا الوسيط الأممي إلى اجتماع طارئ بين الحكومة والحركة", [("planned", "event")], "talks asked for"),
    ("اعتقلت قسد في بلدة ذيبان شخصين يُشتبه بانتمائهما إلى داعش", [("affirmed", "event")], "two suspects"),
    (
        "استهدفت غارة للتحالف الدولي في بلدة السخنة أشخاصاً يُعتقد أنهم من داعش",
        [("affirmed", "event")],
        "those hit are no likely doers",
    ),
    (
        "لم يوضح الجيش التركي ما إذا كان القصف قد أصاب مدرسة في بلدة السخنة",
        [("affirmed", "event")],
        "a question is no condition",
    ),
    (
        "نقلت إذاعة محلية عن ناطق باسم الجيش التركي زعمه أن مسلحين قصفوا بلدة السخنة",
        [("doubted", "event")],
        "a noun of doubt behind who told",
    ),
    ("كانت طائرات تحاول شن غارات على بلدة السخنة", [("planned", "event")], "an attack tried"),
    ("أعلنت تركيا وروسيا في أيار 2017 التوصل إلى اتفاق على هدنة في بلدة السخنة", [("affirmed", "event")], "reached"),
    ("يُنتظر أن يلتقي وفد الحكومة وفد الحركة في مدينة عمان", [("planned", "event")], "يُنتظر أن"),
    ("أرسل تنظيم داعش مسلحين لاعتقال الفارين في بلدة السخنة", [("planned", "event")], "the aim of another deed"),
    ("قال الجيش التركي إنه كان يهدف لتصفية قيادي في بلدة السخنة", [("affirmed", "event")], "of what was done"),
    ("الجيش التركي على أهبة الاستعداد لاقتحام بلدة السخنة", [("planned", "event")], "about to"),
    ("دعا المجلس أمس إلى وقف فوري لإطلاق النار في بلدة السخنة", [("planned", "event")], "only asked for"),
    ("نفى مسؤول إيراني تعرض مدينة أصفهان لأي هجوم", [("denied", "event")], "any attack, denied"),
    ("لم تعد الغارات على بلدة السخنة مقصورة على الليل", [("affirmed", "event")], "no longer so, but so"),
    (
        "قالت صفحات في معلومات لا يمكن التأكد منها أمس إن قصفاً أصاب بلدة تل رفعت",
        [("doubted", "event")],
        "an aside of doubt",
    ),
    (
        "أشارت صحف إلى إمكانية أن تكون طائرات تركية هي التي نفذت الغارة على بلدة تل رفعت",
        [("possible", "responsibility")],
        "who may have done it",
    ),
    ("العملية تستهدف السيطرة على بلدة تل رفعت", [("planned", "event")], "the aim of an operation"),
    (
        "من المقرر أن تستأنف في أبوجا يوم 23 أغسطس محادثات السلام بين الحكومة السودانية وحركة العدل والمساواة",
        [("planned", "event")],
        "a day between the plan and what is planned",
    ),
    (
        "اتفاق بين قسد والحكومة السورية ينص على انسحاب قسد من بلدة تل رفعت",
        [("affirmed", "event"), ("planned", "event")],
        "what an agreement lays down",
    ),
    ("أخطرت السلطات الإسرائيلية بهدم منزلين في بلدة سلوان", [("planned", "event")], "a notice of what will be wrecked"),
    (
        "نفت قيادة اللواء، مساء الأحد، الأنباء التي تحدثت عن هجوم على مطار المرج",
        [("denied", "event")],
        "news that is denied, past an aside",
    ),
    (
        "هاجم مسلحون يرجح انتماؤهم لتنظيم داعش بلدة السعدية",
        [("possible", "responsibility")],
        "to whom they are likely to belong",
    ),
    ("تهدف الحملة إلى استعادة السيطرة على بلدة السعدية", [("planned", "event")], "what is aimed at, past who aims"),
    ("وافق البرلمان على إرسال قوات إلى طرابلس", [("planned", "event")], "agreed to, past who agrees"),
    ("تأتي التصريحات بعد توقعات باقتحام المسلحين بلدة السعدية", [("planned", "event")], "expected"),
    ("اقتربت القوات العراقية من استعادة السيطرة على الحويجة", [("planned", "event")], "ground that is all but taken"),
    ("ويبدو أن عبوة ناسفة انفجرت في سوق السعدية", [("possible", "event")], "seems to have been"),
    ("لم تؤكد السلطات مقتل ثلاثة جنود في السعدية", [("doubted", "event")], "not confirmed, which is no nought"),
    ("أكدت الحركة عدم صلتها بالتفجير في السعدية", [("denied", "responsibility")], "that she has no part in it"),
    (
        "رفضت الحركة الاتهامات بالوقوف وراء الهجوم على السعدية",
        [("denied", "responsibility")],
        "what one is accused of is rejected",
    ),
    (
        "نفى شهود وجود مسلحين في المنزل الذي قصفته الطائرات في السعدية",
        [("affirmed", "event")],
        "a clause that only says which house",
    ),
    (
        "هاجم مسلحون يشتبه بانتمائهم إلى حركة الشباب بلدة كيسمايو",
        [("possible", "responsibility")],
        "doers who are suspected of belonging to a side",
    ),
]


@pytest.mark.parametrize(("text", "stances", "note"), CASES)
def test_how_a_happening_is_held(text: str, stances: list[tuple[str, str]], note: str) -> None:
    assert [(c.stance, c.stance_on) for c in claims(text)] == stances, note


def test_a_denial_without_a_happening_of_its_own_is_of_the_one_told_before() -> None:
    text = "الجيش الإسرائيلي يقول إنه استهدف قيادياً بغارة على مدينة صيدا، والحركة تنفي ذلك"
    found = claims(text)
    assert {c.event for c in found} == {"e1"}
    assert [c.stance for c in found] == ["affirmed", "denied"]
    assert [x.text for x in found[1].sources] == ["الحركة"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("تبنى تنظيم داعش الهجوم على حاجز في بلدة السخنة", "تنظيم داعش"),
        ("أعلن تنظيم داعش، في بيان حمل توقيع ولايته، مسؤوليته عن الهجوم على حاجز في بلدة السخنة", "تنظيم داعش"),
        ("هجوم على حاجز في بلدة السخنة تبناه تنظيم داعش", "تنظيم داعش"),
        ("وتبنّى الهجوم على حاجز في بلدة السخنة تنظيم داعش", "تنظيم داعش"),
        ("وتبنت المجموعة، في بيان نشرته على موقعها، الهجوم على حاجز في بلدة السخنة", "المجموعة"),
        ("أعلن تنظيم داعش تبنيه الهجوم على حاجز في بلدة السخنة", "تنظيم داعش"),
    ],
)
def test_a_claim_of_responsibility(text: str, source: str) -> None:
    claimed = [c for c in claims(text) if c.claimed]
    assert [[x.text for x in c.sources] for c in claimed] == [[source]]


@pytest.mark.parametrize(
    "text",
    [
        "هاجم مسلحون يتبنون فكر التنظيم حاجزاً في بلدة السخنة",
        "تبنت الحكومة خطة لنزع السلاح بعد اشتباكات في بلدة السخنة",
        "تبنى المجلس قراراً يدين القصف على بلدة السخنة",
    ],
)
def test_views_and_plans_are_adopted_not_claimed(text: str) -> None:
    assert not any(c.claimed for c in claims(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "قُصفت بلدة تل رفعت بالمدفعية وفق الجيش التركي، فيما قال سكان إن سبعة مدنيين قُتلوا",
            [(["الجيش التركي"], []), (["سكان"], [7])],
        ),
        (
            "أفاد ناشطون بوقوع قصف مدفعي على بلدة تل رفعت، في حين تحدثت لجنة إغاثية عن 22 قتيلاً",
            [(["ناشطون"], []), (["لجنة إغاثية"], [22])],
        ),
        ("أصاب قصف مدفعي بلدة تل رفعت وسط أنباء عن سقوط قتلى", [([], []), (["أنباء"], [2])]),
    ],
)
def test_what_another_voice_tells_of_a_happening_is_a_claim_of_its_own(
    text: str, told: list[tuple[list[str], list[int]]]
) -> None:
    found = claims(text)
    assert {c.event for c in found} == {"e1"}
    assert [([x.text for x in c.sources], [f.low for f in c.figures]) for c in found] == told


def test_who_condemns_and_adds_nothing_does_not_tell() -> None:
    text = "أدان وزير الصحة الهجوم على بلدة السخنة.\nوقال وزير الصحة إن الهجوم جريمة."
    assert [[x.text for x in c.sources] for c in claims(text)] == [[]]


def test_a_denial_does_not_reach_what_it_presupposes() -> None:
    text = "نفى ناطق باسم الحكومة فرار عائلات من مدينة صيدا عقب قصف إسرائيلي على مدينة صور"
    assert [(c.type, c.stance) for c in claims(text)] == [("displacement", "denied"), ("shelling", "affirmed")]
